type Child = Node | string | false | undefined;

/**
 * Makes an element. Text stays text: nothing that comes from a service becomes markup.
 * @param properties Set as properties of the element; `class`, `data-…` and `aria-…` as attributes.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, unknown>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (/^(?:class|data-|aria-)/.test(name)) made.setAttribute(name, String(value));
    else Object.assign(made, { [name]: value });
  }
  made.append(...children.filter(child => child !== undefined && child !== false));
  return made;
}

/** A button that is disabled while its work is under way. */
export function button(
  label: string,
  work: () => unknown,
  properties: Readonly<Record<string, unknown>> = {}
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...properties }, label);
  made.onclick = async () => {
    made.disabled = true;
    try {
      await work();
    } finally {
      made.disabled = false;
    }
  };
  return made;
}

/** The element with the id, which `index.html` has. */
export function find<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as T;
}

/** A moment as the customer's locale writes it. */
export function momentText(moment: string | Date): string {
  return new Date(moment).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
