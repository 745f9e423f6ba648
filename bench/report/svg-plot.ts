/** A curve of a plot. */
export interface Curve {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface Plot {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly curves: readonly Curve[]
}

/** Pixels. */
const width = 640
const height = 400
const frame = { left: 80, right: 620, top: 40, bottom: 340 }
/** Told apart without colour vision, and on white. */
const colours = ['#0072b2', '#d55e00', '#009e73']

/** Draws curves over logarithmic axes, whose lines stand at the powers of ten: a straight rise of one to one is linear growth. */
export function svgPlot({ title, xLabel, yLabel, curves }: Plot): string {
  const points = curves.flatMap((curve) => curve.points)
  const x = logarithmicAxis(
    points.map(([at]) => at),
    frame.left,
    frame.right
  )
  const y = logarithmicAxis(
    points.map(([, at]) => at),
    frame.bottom,
    frame.top
  )
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${width / 2}" y="24" text-anchor="middle" font-size="15">${escaped(title)}</text>`,
    ...x.ticks.map(({ at, label }) => verticalLine(at) + text(at, frame.bottom + 20, 'middle', label)),
    ...y.ticks.map(({ at, label }) => horizontalLine(at) + text(frame.left - 8, at + 4, 'end', label)),
    text((frame.left + frame.right) / 2, height - 16, 'middle', xLabel),
    `<text transform="translate(20 ${(frame.top + frame.bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(yLabel)}</text>`,
    ...curves.flatMap((curve, index) => drawnCurve(curve, index, x.place, y.place)),
    '</svg>'
  ]
  return `${lines.join('\n')}\n`
}

interface Axis {
  readonly place: (value: number) => number
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
}

function logarithmicAxis(values: readonly number[], start: number, end: number): Axis {
  const first = Math.floor(Math.log10(Math.min(...values)))
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))))
  const place = (value: number) => rounded(start + ((Math.log10(value) - first) / (last - first)) * (end - start))
  const powers = Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step))
  return { place, ticks: powers.map((power) => ({ at: place(power), label: power.toLocaleString('en') })) }
}

function drawnCurve(
  { name, points }: Curve,
  index: number,
  x: (value: number) => number,
  y: (value: number) => number
): string[] {
  const colour = colours[index % colours.length] ?? ''
  const places = points.map(([px, py]) => [x(px), y(py)] as const)
  const legendY = frame.top + 18 + 20 * index
  return [
    `<polyline points="${places.map((place) => place.join(',')).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`),
    `<circle cx="${frame.left + 16}" cy="${legendY - 4}" r="3.5" fill="${colour}"/>`,
    text(frame.left + 28, legendY, 'start', name)
  ]
}

function verticalLine(x: number): string {
  return `<path d="M${x} ${frame.top}V${frame.bottom}" stroke="#ddd"/>`
}

function horizontalLine(y: number): string {
  return `<path d="M${frame.left} ${y}H${frame.right}" stroke="#ddd"/>`
}

function text(x: number, y: number, anchor: 'start' | 'middle' | 'end', content: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(content)}</text>`
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
