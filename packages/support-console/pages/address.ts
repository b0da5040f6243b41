/** The path under which the plugin serves the console, with a slash at its end: the page's `<base>`. */
export const base = new URL(document.baseURI).pathname;

/** The address of a page of the console, e.g. `pageAddress('accounts/ada')`. */
export function pageAddress(path: string): string {
  return base + path;
}

export function accountAddress(accountId: string): string {
  return pageAddress(`accounts/${encodeURIComponent(accountId)}`);
}

export function policyAddress(name: string): string {
  return pageAddress(`policies/${encodeURIComponent(name)}`);
}
