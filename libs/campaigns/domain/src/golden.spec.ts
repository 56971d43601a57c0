import { evolvesGoldenEvents } from '@taizhang/testkit';
import * as domain from './index.js';

evolvesGoldenEvents(Object.values(domain));
