export type { GuardRowsFixture, RowsCase, RowsFixture, SealRowsFixture } from './conformance-case.js';
export { guardRowsConformance, sealRowsConformance } from './seals-conformance.js';
export { GuardMemory, MemoryGuardRows } from './memory/memory-guard-rows.js';
export { MemorySealRows, SealMemory } from './memory/memory-seal-rows.js';
export { MemoryLeafLog } from './memory/memory-leaf-log.js';
export { RecordingSigners, SEALS_AUTHORITY, SEALS_WITNESS, witnessSigner } from './memory/recording-signers.js';
export { KilledError, KillSwitch, type KillPlan } from './memory/failing-steps.js';
