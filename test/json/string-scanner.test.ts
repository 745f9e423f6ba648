import t from 'tap'
import { StringScanner } from '../../src/json/string-scanner.ts'
import { stringScannerContract } from './string-scanner-contract.ts'

stringScannerContract(t, (bytes) => new StringScanner(bytes))
