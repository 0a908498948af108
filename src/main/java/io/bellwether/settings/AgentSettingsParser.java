package io.bellwether.settings;

import io.bellwether.agents.AgentSettings;
import io.bellwether.event.AgentIds;
import io.bellwether.yaml.YamlMap;

/** Reads {@code staff} of {@code bellwether.yaml}. */
final class AgentSettingsParser {

    private AgentSettingsParser() {}

    static AgentSettings parse(YamlMap map) {
        AgentSettings usual = AgentSettings.DEFAULT;
        AgentSettings agents = new AgentSettings(
                map.duration("lost_after", usual.lostAfterMillis()), map.positive("wrap_up", usual.wrapUpMillis()));
        return agents;
    }

    /** Whether what each agent did is counted; the last that is asked of the section. */
    static boolean coaching(YamlMap map, AgentIds ids) {
        boolean asked = map.flag("coaching", false);
        if (asked && !ids.isTold()) {
            map.error(
                    "coaching",
                    "tells what each agent did, and agent_ids is off: set that to hashed or plain, or leave this out");
        }
        map.done();
        return asked;
    }
}
