package io.bellwether.sla;

import java.io.Serializable;

/**
 * One promise of a policy.
 *
 * @param id number within its book, from 1
 * @param millis working time allowed
 * @param startedWithin the promise holds for instances that begin in working time of this calendar alone
 * @param path where it stands, as in {@code first_reply.priority.urgent}
 * @param line its line in the policy file
 */
record Target(
        int id, long millis, WorkCalendar calendar, AtRisk atRisk, WorkCalendar startedWithin, String path, int line)
        implements Serializable {}
