import { KubeConfig } from '@kubernetes/client-node';

/** Where the API server is, and as whom it is asked. */
export function readKubeconfig(file: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(file);
  return config;
}
