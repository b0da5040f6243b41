/** How many devices an account may have. */
export interface DevicePolicy {
  readonly name: string;
  /** Active devices at the same time, 0 to 1000. */
  readonly maxDevices: number;
}

/** The policy of every account that was given no other. */
export const defaultPolicy: DevicePolicy = { name: 'default', maxDevices: 3 };
