import type { ProposedDisclosure } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import {
  childPointer,
  disclosureDigest,
  isEnvelope,
  parseDisclosure,
  sealedDigests,
  type Leaf,
  type SealedDigest,
} from '@taizhang/ledger';
import type { ValuesAtRest } from '@taizhang/seals-port';
import { encryptDisclosure, type KeptDisclosure } from '../sealing/disclosure-cipher.js';

/**
 * Sealed values that come back into a store, under the keys that they had: the keys lie elsewhere and were not set back. A key is never
 * made here, so that nothing comes back that was erased.
 */
export function valuesAtRest({ dataKeys }: Pick<KeyStore, 'dataKeys'>): ValuesAtRest {
  return {
    encrypt: async (ledger, leaf, disclosures) => {
      if (disclosures.length === 0) return [];
      const places = new Map(sealedDigests(leaf.data).map((sealed) => [sealed.digest, sealed]));
      const byDigest = new Map(disclosures.map((disclosure) => [disclosureDigest(disclosure), disclosure]));
      const keys = await dataKeys.get('disclosure', ledger, [...byDigest.keys()]);
      return [...byDigest].flatMap(([digest, disclosure]) => {
        const [key, place] = [keys.get(digest), places.get(digest)];
        return key === undefined || place === undefined ? [] : [atRest(key, ledger, leaf, disclosure, place)];
      });
    },
    notErased: async (ledger, digests) => [...(await dataKeys.get('disclosure', ledger, digests)).keys()],
  };
}

function atRest(
  key: Uint8Array,
  ledger: LedgerId,
  { id }: Leaf,
  disclosure: string,
  { digest, pointer }: SealedDigest,
): ProposedDisclosure {
  const { name, value } = parseDisclosure(disclosure);
  const personal = isEnvelope(value) && { personal: { event: id, pointer: childPointer(pointer, name) } };
  const kept: KeptDisclosure = { disclosure, ...(personal !== false && personal) };
  return { digest, disclosure: encryptDisclosure(key, ledger, digest, kept) };
}
