import { join } from 'node:path';
import { PlatformApp } from '@tideway/infra';
import platform from './platform.ts';

// Stacks of your own go between these two lines: new MyStack(app, 'my-stack');
const app = new PlatformApp(platform, { outdir: join(import.meta.dirname, 'cdk.out') });
app.synth();
