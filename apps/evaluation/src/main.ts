import 'reflect-metadata';
import { chooseAdapters } from '@taizhang/deployment';
import { EvaluationModule } from '@taizhang/evaluation-feature';
import { runHost } from '@taizhang/platform';

await runHost({ name: 'evaluation', owns: ['evaluation'], contexts: [EvaluationModule], adapters: chooseAdapters });
