/**
 * Clauses to prove that are not proved yet. The list only shrinks: a clause that is proved and still stands here fails the test,
 * and so does one that lacks its proof and does not stand here. See `clause-proofs.ts` for what each kind asks for.
 */
export const UNPROVED_CLAUSES: readonly string[] = [];
