import { leafCases } from './leaf-cases.js';
import { noteCases } from './note-cases.js';
import type { TamperCase } from './tamper-case.js';

/** Cases that every verifier must catch (ledger-format §12.1), by number. */
export const TAMPER_CASES: readonly TamperCase[] = [...noteCases, ...leafCases].sort((a, b) => a.n - b.n);
