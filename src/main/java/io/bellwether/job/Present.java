package io.bellwether.job;

import io.bellwether.agents.AgentNow;
import io.bellwether.cases.CaseClocks;
import io.bellwether.cases.CaseContacts;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What is so now, each time that time has moved; none of what the settings name no topic for.
 *
 * @param clocks of cases, those that run
 * @param contacts of cases
 * @param agents who are there
 */
public record Present(DataStream<CaseClocks> clocks, DataStream<CaseContacts> contacts, DataStream<AgentNow> agents) {}
