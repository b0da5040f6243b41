import type { EventType, PageRequest } from '@expressplay-binding/binding-core';
import { answer } from '../http/component.ts';
import { feedPage } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { readProblems } from '../problems/problem-schema.ts';
import { toEventJson } from './mapper.ts';
import { EventJson, EventPageJson, EventQuerySchema } from './schemas.ts';

const eventRoutes: Routes = async (app, { binding }) => {
  app.get(
    '/events',
    {
      config: { scope: 'events:read' },
      schema: {
        operationId: 'listEvents',
        summary: 'Read the event feed',
        description:
          'Oldest first. To follow the feed, ask again with the last `nextCursor`, also if the page was empty: every event is on exactly ' +
          'one page, no matter how many processes write at the same time. With a filter a page may be shorter than `limit` although ' +
          'more follows: the end is reached when `nextCursor` stays the same. Events are deleted after 30 days.',
        querystring: EventQuerySchema,
        response: { 200: answer(EventPageJson, 'A page of events'), ...readProblems() }
      }
    },
    async ({ query: { limit, after, types, accountId } }) => {
      const filter = { types: types?.split(',') as EventType[] | undefined, accountId };
      const read = (page: PageRequest) => binding.listEvents(filter, page);
      return feedPage(['events'], { limit, after }, read, toEventJson);
    }
  );
};

/** The event feed. */
export const events = {
  tag: { name: 'Events', description: 'What happened, for other systems' },
  scopes: ['events:read'],
  components: [EventJson, EventPageJson],
  routes: eventRoutes
} as const satisfies Resource;
