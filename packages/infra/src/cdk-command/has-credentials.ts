import { defaultProvider } from '@aws-sdk/credential-provider-node';

/** Whether there are AWS credentials where every AWS client looks: environment, profile, SSO, container, instance. */
export async function hasCredentials(): Promise<boolean> {
  try {
    await defaultProvider({ timeout: 1_000, maxRetries: 0 })();
    return true;
  } catch {
    return false;
  }
}
