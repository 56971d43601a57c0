/** What the command is told cannot be used; the message is one sentence for whoever typed it. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
}
