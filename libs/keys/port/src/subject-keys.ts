import { createHmac } from 'node:crypto';
import type { Entropy, LedgerId } from '@taizhang/kernel';
import { encodeBase64Url } from '@taizhang/ledger';
import type { KeyEncryption } from './key-encryption.js';
import { allRows, type KeyRow, type KeyRows } from './key-rows.js';
import type { SubjectKey, SubjectKeyPlace } from './keys.js';

/** Bytes of a subject's key (ledger-format §9). */
export const SUBJECT_KEY_BYTES = 32;
/** Random bytes in a `kid` (ledger-format §9). */
export const KID_BYTES = 16;

/**
 * Keys of subjects, one per ledger, so that a `kid` links nothing across ledgers. Which subject a key belongs to is wrapped
 * too; the row that is found by the subject is named by an HMAC of it.
 */
export class SubjectKeys {
  constructor(
    private readonly rows: KeyRows,
    private readonly encryption: KeyEncryption,
    private readonly entropy: Entropy,
    private readonly nameKey: () => Promise<Uint8Array>,
  ) {}

  async of(ledger: LedgerId, subject: string): Promise<SubjectKey> {
    const name = await this.nameOf(subject);
    for (;;) {
      const known = await this.rows.get(ownerRow(name, ledger));
      const kid = known === undefined ? undefined : await this.kidIn(known);
      const key = kid === undefined ? undefined : await this.byKid(ledger, kid);
      if (kid !== undefined && key !== undefined) return { kid, key };
      // None yet, or a destruction that was cut short has left the name of one that is gone.
      await this.make(ledger, subject, { name, gone: known });
    }
  }

  async byKid(ledger: LedgerId, kid: string): Promise<Uint8Array | undefined> {
    const [row, tombstone] = await this.both(ledger, kid);
    if (row === undefined || tombstone !== undefined) return undefined;
    return (await this.encryption.unwrap(row)).subarray(0, SUBJECT_KEY_BYTES);
  }

  async placesOf(subject: string): Promise<readonly SubjectKeyPlace[]> {
    const prefix = `subject-of/${await this.nameOf(subject)}/`;
    const places: SubjectKeyPlace[] = [];
    for await (const row of allRows(this.rows, prefix)) {
      // as: a row of ours ends in a ledger id
      places.push({ ledger: row.id.slice(prefix.length) as LedgerId, kid: await this.kidIn(row) });
    }
    return places;
  }

  /** First the mark that it is gone, for ever; then who it belonged to; then the key: cut short, it can be asked again. */
  async destroy(ledger: LedgerId, kid: string): Promise<void> {
    const row = await this.rows.get(keyRow(ledger, kid));
    await this.rows.insertAll([this.tombstone(ledger, kid)]);
    if (row === undefined) return;
    const name = encodeBase64Url((await this.encryption.unwrap(row)).subarray(SUBJECT_KEY_BYTES));
    const owner = await this.rows.get(ownerRow(name, ledger));
    // Cut short earlier, the name may have got another key meanwhile.
    const isOwn = owner !== undefined && (await this.kidIn(owner)) === kid;
    await this.rows.deleteAll(isOwn ? [owner.id, row.id] : [row.id]);
  }

  /** Makes a key unless another process is faster: what counts is the name's row, read again by the caller. */
  private async make(
    ledger: LedgerId,
    subject: string,
    { name, gone }: { readonly name: string; readonly gone: KeyRow | undefined },
  ): Promise<void> {
    const { kid, key } = await this.draw(ledger, subject);
    const id = keyRow(ledger, kid);
    const owner = ownerRow(name, ledger);
    const secret = this.encryption.wrap(id, Buffer.concat([key, Buffer.from(name, 'base64url')]));
    const ofKey: KeyRow = { id, open: '', wrapped: secret };
    const ofName: KeyRow = { id: owner, open: '', wrapped: this.encryption.wrap(owner, Buffer.from(kid)) };
    if (gone === undefined) {
      if (!(await this.rows.insertAll([ofKey, ofName])).has(owner)) return;
    } else {
      await this.rows.insertAll([ofKey]);
      if ((await this.rows.replaceAll([{ row: ofName, was: gone.wrapped }])) === 1) return;
    }
    const winner = await this.rows.get(owner);
    if (winner === undefined || (await this.kidIn(winner)) !== kid) await this.rows.deleteAll([id]);
  }

  /** Derived keys come back when derived again (manual clock): one that was destroyed is passed over. */
  private async draw(ledger: LedgerId, subject: string): Promise<SubjectKey> {
    for (let generation = 0; ; generation += 1) {
      const drawn = (length: number, what: string) =>
        this.entropy.bytes(length, {
          log: ledger,
          commit: 'keys',
          purpose: `subject-${what}/${String(generation)}/${subject}`,
        });
      const kid = `k1_${encodeBase64Url(drawn(KID_BYTES, 'kid'))}`;
      if ((await this.rows.get(tombstoneRow(ledger, kid))) === undefined)
        return { kid, key: drawn(SUBJECT_KEY_BYTES, 'key') };
    }
  }

  private async both(ledger: LedgerId, kid: string) {
    const ids = [keyRow(ledger, kid), tombstoneRow(ledger, kid)];
    const found = await this.rows.getAll(ids);
    return ids.map((id) => found.find((row) => row.id === id));
  }

  private async kidIn(row: KeyRow): Promise<string> {
    return Buffer.from(await this.encryption.unwrap(row)).toString();
  }

  private tombstone(ledger: LedgerId, kid: string): KeyRow {
    const id = tombstoneRow(ledger, kid);
    return { id, open: '', wrapped: this.encryption.wrap(id, new Uint8Array()) };
  }

  private async nameOf(subject: string): Promise<string> {
    return createHmac('sha256', await this.nameKey())
      .update(subject)
      .digest('base64url');
  }
}

function keyRow(ledger: LedgerId, kid: string): string {
  return `subject/${ledger}/${kid}`;
}

function tombstoneRow(ledger: LedgerId, kid: string): string {
  return `destroyed/${ledger}/${kid}`;
}

function ownerRow(name: string, ledger: LedgerId): string {
  return `subject-of/${name}/${ledger}`;
}
