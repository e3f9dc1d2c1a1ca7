import { DescribeAddonVersionsCommand, EKSClient } from '@aws-sdk/client-eks';
import type { AskedAddon } from './asked-addons.ts';

/**
 * Add-ons whose version EKS does not offer, a sentence each with what it offers instead. What can't be asked, for want
 * of a right or of a network, is left to CloudFormation.
 */
export async function refusedAddons(asked: readonly AskedAddon[]): Promise<readonly string[]> {
  const questions = new Map<string, Promise<readonly string[] | undefined>>();
  const clients = new Map<string, EKSClient>();
  const offered = (addon: AskedAddon): Promise<readonly string[] | undefined> => {
    const id = `${addon.region} ${addon.kubernetes} ${addon.name}`;
    const client = clients.get(addon.region) ?? new EKSClient({ region: addon.region, maxAttempts: 2 });
    clients.set(addon.region, client);
    const question = questions.get(id) ?? offeredVersions(client, addon);
    questions.set(id, question);
    return question;
  };
  const sentences = await Promise.all(
    asked.map(async (addon) => {
      const versions = await offered(addon);
      if (versions === undefined || versions.includes(addon.version)) return [];
      const newest = versions.slice(0, 5).join(', ') || 'none';
      return `${addon.stack}: EKS has no ${addon.name} ${addon.version} for Kubernetes ${addon.kubernetes} in ${addon.region}; its newest: ${newest}`;
    }),
  );
  for (const client of clients.values()) client.destroy();
  return sentences.flat();
}

/** The newest first; undefined where EKS does not say. */
async function offeredVersions(
  client: EKSClient,
  { name, kubernetes }: AskedAddon,
): Promise<readonly string[] | undefined> {
  const versions: string[] = [];
  let nextToken: string | undefined;
  try {
    do {
      const page = await client.send(
        new DescribeAddonVersionsCommand({ addonName: name, kubernetesVersion: kubernetes, nextToken }),
      );
      for (const { addonVersions = [] } of page.addons ?? [])
        versions.push(...addonVersions.flatMap(({ addonVersion }) => addonVersion ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return versions;
  } catch {
    return undefined;
  }
}
