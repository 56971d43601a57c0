import { SealsUnavailableError } from '@taizhang/seals-port';
import type { mongo } from 'mongoose';
import { READ, WRITE, type DeploymentDocument } from './seal-documents.js';

const DUPLICATE_KEY = 11_000;
const OURS = 'deployment';

/** Whether the server refused a write because one with this id is there. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY;
}

/** What the driver throws becomes one sentence for the operator. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new SealsUnavailableError('The database of the seals cannot be read or written.', { cause: error });
  }
}

/** Writes unless one with this id is there. @returns whether it wrote */
export async function unlessThere(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw new SealsUnavailableError('The database of the seals cannot be written.', { cause: error });
  }
}

/** The deployment that a database belongs to: `fresh` where none is named yet. */
export async function deploymentOf(collection: mongo.Collection<DeploymentDocument>, fresh: string): Promise<string> {
  await unlessThere(collection.insertOne({ _id: OURS, deployment: fresh }, WRITE));
  return (await answered(collection.findOne({ _id: OURS }, READ)))?.deployment ?? fresh;
}
