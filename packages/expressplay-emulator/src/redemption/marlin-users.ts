import { createHash } from 'node:crypto';

/** A device joining or leaving a user's node. */
export type Membership = {
  /** The service that the user belongs to. */
  readonly serviceId: number;
  /** The user node. */
  readonly user: string;
  /** 32 lower-case hexadecimal digits. */
  readonly deviceId: string;
  /** True when the device joins, false when it leaves. */
  readonly member: boolean;
};

/** Which devices were registered to which Marlin Broadband user. */
export type MarlinUsers = {
  readonly change: (membership: Membership) => void;
  readonly has: (membership: Omit<Membership, 'member'>) => boolean;
  readonly clear: () => void;
};

/** No users at first. */
export function createMarlinUsers(): MarlinUsers {
  const members = new Set<string>();
  return {
    change: membership => {
      if (membership.member) members.add(idOf(membership));
      else members.delete(idOf(membership));
    },
    has: membership => members.has(idOf(membership)),
    clear: () => members.clear()
  };
}

/** The user node that `userId` and `userKey` name together: another key makes another node. */
export const userNode = (userId: string, userKey: string): string =>
  createHash('sha256').update(`${userKey.toLowerCase()} ${userId}`).digest('hex');

const idOf = ({ serviceId, user, deviceId }: Omit<Membership, 'member'>): string =>
  `${serviceId} ${user} ${deviceId}`;
