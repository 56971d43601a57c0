export { chooseAdapters } from './choose-adapters.js';
export { consoleFolder } from './console-folder.js';
export { isThere } from './is-there.js';
