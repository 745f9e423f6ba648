import { InvalidAnswer } from './invalid-answer.ts'

/** Scores that are whole and yet absurd: asked something that has one answer, the deployment gave the other. */
export class WrongOrder extends InvalidAnswer {}
