// Run as: node src/config/schema/write-json-schema.ts > config/schema.json
import { jsonSchema } from './json-schema.ts'

process.stdout.write(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`)
