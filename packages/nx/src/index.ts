export { createNodes, platformTargets, type PluginOptions } from './plugin.ts';
