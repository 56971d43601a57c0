export { chooseAdapters } from './choose-adapters.js';
