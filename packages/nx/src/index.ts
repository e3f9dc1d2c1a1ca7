export { createNodes, infraTargets, platformTargets, type PluginOptions } from './plugin.ts';
