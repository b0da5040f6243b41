import type { Device, DeviceConflict } from '@expressplay-binding/browser-client';
import { button, element, fill, find, momentText } from './dom.ts';

export interface DeviceActions {
  readonly register: (name: string, replaces?: string) => Promise<void>;
  readonly rename: (device: Device, name: string) => Promise<void>;
  readonly remove: (device: Device) => Promise<void>;
  readonly verify: () => Promise<void>;
}

/** How this browser stands in the account. */
export interface BrowserView {
  readonly device: Device | undefined;
  /** Whether a reload interrupted the registration. */
  readonly interrupted: boolean;
  /** The name that the customer gave it last. */
  readonly name: string | undefined;
  /** What could make room, after a refusal. */
  readonly conflicts: readonly DeviceConflict[];
}

/** Shows whether this browser is a device, and how to make it one. */
export function showBrowser(
  { device, interrupted, name: lastName, conflicts }: BrowserView,
  actions: DeviceActions
): void {
  const place = find('browser');
  if (device) {
    fill(
      place,
      element('p', {}, 'Registered as ', element('strong', {}, device.name), '.'),
      button('Register this browser', () => actions.register(device.name)),
      element('p', { class: 'muted' }, 'Registering again keeps the slot.'),
      button('Check the binding', actions.verify),
      element('p', { class: 'muted' }, 'Tries a licence of another device: it must be refused.')
    );
    return;
  }
  const name = element('input', {
    id: 'name',
    value: lastName ?? suggestedName(),
    maxLength: 64,
    autocomplete: 'off'
  });
  fill(
    place,
    element(
      'p',
      {},
      interrupted
        ? 'The registration was interrupted. Register again to continue it.'
        : 'Not registered yet. Registering plays nothing: the DRM proves which device this is.'
    ),
    element('label', { htmlFor: 'name' }, 'Name of this browser'),
    name,
    button('Register this browser', () => actions.register(name.value.trim() || suggestedName()), {
      class: 'primary'
    })
  );
  if (conflicts.length === 0) return;
  const newName = () => name.value.trim();
  place.append(
    element('h3', {}, 'Make room'),
    element('ul', { class: 'list' }, ...conflicts.map(conflict => showConflict(conflict, newName, actions)))
  );
}

/** Shows the devices of the account. */
export function showDevices(
  devices: readonly Device[],
  own: Device | undefined,
  actions: DeviceActions
): void {
  fill(
    find('devices'),
    devices.length === 0
      ? element('p', { class: 'muted' }, 'No device is registered.')
      : element(
          'ul',
          { class: 'list' },
          ...devices.map(device => showDevice(device, device.deviceId === own?.deviceId, actions))
        )
  );
}

function showDevice(device: Device, isOwn: boolean, actions: DeviceActions): HTMLElement {
  const nameId = `device-${device.deviceId}`;
  const form = element('form', { class: 'row', hidden: true });
  const input = element('input', {
    value: device.name,
    maxLength: 64,
    'aria-label': `New name of ${device.name}`
  });
  form.append(input, element('button', { type: 'submit' }, 'Save'));
  form.onsubmit = event => {
    event.preventDefault();
    void actions.rename(device, input.value.trim());
  };
  const rename = button(
    'Rename',
    () => {
      form.hidden = !form.hidden;
      rename.setAttribute('aria-expanded', String(!form.hidden));
      if (!form.hidden) input.focus();
    },
    { 'aria-describedby': nameId, 'aria-expanded': 'false' }
  );
  return element(
    'li',
    {},
    element(
      'div',
      {},
      element('strong', { id: nameId }, device.name),
      isOwn && element('span', { class: 'tag' }, 'This browser'),
      element(
        'p',
        { class: 'muted' },
        device.lastTokenAt
          ? `Last played ${momentText(device.lastTokenAt)}`
          : `Registered ${momentText(device.createdAt)}`
      )
    ),
    element(
      'div',
      { class: 'row' },
      rename,
      button('Remove', () => actions.remove(device), { 'aria-describedby': nameId })
    ),
    form
  );
}

function showConflict(conflict: DeviceConflict, newName: () => string, actions: DeviceActions): HTMLElement {
  const { deviceId, name, removable, nextAllowedAt } = conflict;
  if (removable)
    return element(
      'li',
      {},
      element('strong', {}, name),
      button(`Replace ${name}`, () => actions.register(newName() || suggestedName(), deviceId))
    );
  const when = nextAllowedAt
    ? `can be replaced from ${momentText(nextAllowedAt)}`
    : 'cannot be replaced by you';
  return element('li', {}, element('strong', {}, name), element('p', { class: 'muted' }, when));
}

function suggestedName(): string {
  const agent = navigator.userAgent;
  const browser = /Firefox|Edg|Chrom|Safari/.exec(agent)?.[0] ?? '';
  const names: Readonly<Record<string, string>> = {
    Edg: 'Edge',
    Chrom: 'Chromium',
    Firefox: 'Firefox',
    Safari: 'Safari'
  };
  const system = /Windows|Mac|Android|iPhone|Linux/.exec(agent)?.[0];
  return `${names[browser] ?? 'Browser'}${system ? ` on ${system}` : ''}`;
}
