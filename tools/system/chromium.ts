import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Starts the machine's Chromium; `CHROMIUM` names another one.
 * @throws Error when there is none
 */
export async function launchChromium(): Promise<Browser> {
  const program = process.env['CHROMIUM'] ?? places.find((place) => existsSync(place));
  if (program === undefined) {
    throw new Error('No Chromium on this machine. On Debian: apt-get install chromium. Or set CHROMIUM.');
  }
  // Chromium refuses its sandbox to root, which builds in containers often are; it opens only the shop's own pages.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: program, args });
}
