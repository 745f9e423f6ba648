import type { LoadedConfig } from '../../src/config/load-config.ts'
import { formatNotice, type Notice } from '../../src/config/notice.ts'
import { Report } from '../../src/config/report.ts'

/** Notices as they are printed, without the folder of the file. */
export function lines(notices: readonly Notice[]): string[] {
  return notices.map((notice) => formatNotice({ ...notice, file: notice.file.replace(/^.*\//, '') }))
}

export function faultsOf(loaded: LoadedConfig): string[] {
  return 'faults' in loaded ? lines(loaded.faults) : []
}

/** A report about nothing in particular, and what it was told. */
export function newReport() {
  const report = new Report({ root: {}, file: 'f' })
  return { report, faults: () => lines(report.faults), warnings: () => lines(report.warnings) }
}

/** What settings are read with, and what is told of them; variables that are not set are told of as warnings. */
export function newReading(environment: Readonly<Record<string, string>> = {}) {
  const told = newReport()
  const unset = (path: readonly (string | number)[], variable: string) =>
    told.report.warn(path, `${variable} is not set`)
  return { ...told, reading: { environment, report: told.report, unset } }
}
