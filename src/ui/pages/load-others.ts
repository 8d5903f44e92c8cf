/** What is not seen at first, with its look: both are asked for together, when the first of it is shown. */

let look: Promise<unknown> | undefined;

/** Styles of others.css, under the name that the build gave them. */
async function loadLook(href: string): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
  });
  document.head.append(link);
  try {
    await loaded;
  } catch (error) {
    // They are asked for again, with what is shown next.
    look = undefined;
    throw error;
  }
}

export async function others(): Promise<typeof import('./others.ts')> {
  look ??= loadLook(ARIS_OTHER_STYLES);
  const [parts] = await Promise.all([import('./others.ts'), look]);
  return parts;
}
