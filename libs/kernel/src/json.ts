/** A JSON value of the I-JSON profile: numbers are safe integers, decimals and money are strings (ledger-format §2). */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}
