const rowsPerStatement = 1000;
/** How many devices each stored account has. */
export const devicesPerAccount = 2;

/** The account of the device with this number. */
export function accountOf(device: number): string {
  return `stored-${Math.floor(device / devicesPerAccount)}`;
}

/** Statements that store devices, two to an account and each bound for Widevine, faster than the rules would. */
export function* insertDevices(count: number): Iterable<string> {
  for (let first = 0; first < count; first += rowsPerStatement) {
    const numbers = Array.from({ length: Math.min(rowsPerStatement, count - first) }, (_, i) => first + i);
    yield 'begin';
    yield insert(
      'accounts (account_id, policy_name, policy_overrides_json, created_at, version)',
      numbers.filter(n => n % devicesPerAccount === 0).map(n => [accountOf(n), 'default', '{}', 0, 0])
    );
    yield insert(
      'devices (account_id, device_id, name, class, state, created_at)',
      numbers.map(n => [accountOf(n), deviceId(n), 'TV', 'tv', 'active', 0])
    );
    yield insert(
      'device_bindings (account_id, device_id, drm, drm_device_id, cookie, bound_at)',
      numbers.map(n => [accountOf(n), deviceId(n), 'widevine', drmDeviceId(n), `cookie-${n}`, 0])
    );
    yield insert(
      'drm_devices (drm, drm_device_id)',
      numbers.map(n => ['widevine', drmDeviceId(n)])
    );
    yield 'commit';
  }
}

function insert(target: string, rows: readonly (readonly (string | number)[])[]): string {
  const tuples = rows.map(row => `(${row.map(value => (typeof value === 'string' ? `'${value}'` : value))})`);
  return `insert into ${target} values ${tuples}`;
}

function deviceId(n: number): string {
  return `dev_${String(n).padStart(32, '0')}`;
}

function drmDeviceId(n: number): string {
  return n.toString(16).padStart(32, '0');
}
