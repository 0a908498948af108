package io.bellwether.sla;

import java.io.Serializable;

/**
 * One promise of a policy.
 *
 * @param id number within its book, from 1
 * @param millis working time allowed
 * @param path where it stands, as in {@code first_reply.priority.urgent}
 * @param line its line in the policy file
 */
record Target(int id, long millis, WorkCalendar calendar, AtRisk atRisk, String path, int line)
        implements Serializable {}
