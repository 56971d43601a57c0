/** File of the keys, in the folder of keys of the data folder. */
export const KEYS_FILE = 'keys.sqlite';
