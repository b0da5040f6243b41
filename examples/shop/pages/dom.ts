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

/** A button that ignores clicks while its work is under way. It keeps the focus, which a disabled one would lose. */
export function button(
  label: string,
  work: () => unknown,
  properties: Readonly<Record<string, unknown>> = {}
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...properties }, label);
  made.onclick = async () => {
    if (made.ariaDisabled === 'true') return;
    made.ariaDisabled = 'true';
    try {
      await work();
    } finally {
      made.ariaDisabled = 'false';
    }
  };
  return made;
}

/**
 * Fills a place anew. Whoever has the focus in it finds it on the same control again; if that has gone, on one of the same thing, or else
 * on the first.
 */
export function fill(place: HTMLElement, ...children: readonly Node[]): void {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  place.replaceChildren(...children);
  if (!focused) return;
  const controls = [...place.querySelectorAll<HTMLElement>('button, input, select, summary')];
  const ofThing = controls.filter(control => thingOf(control) === thingOf(focused));
  const same = ofThing.find(control => control.textContent === focused.textContent);
  (same ?? ofThing[0] ?? controls[0])?.focus();
}

/** What a control is about. */
function thingOf(control: Element): string | null {
  return control.getAttribute('aria-describedby') ?? control.ariaLabel;
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
