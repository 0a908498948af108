package io.bellwether.settings;

import io.bellwether.agents.AgentSettings;
import io.bellwether.yaml.YamlMap;

/** Reads {@code staff} of {@code bellwether.yaml}. */
final class AgentSettingsParser {

    private AgentSettingsParser() {}

    static AgentSettings parse(YamlMap map) {
        AgentSettings usual = AgentSettings.DEFAULT;
        AgentSettings agents = new AgentSettings(
                map.duration("lost_after", usual.lostAfterMillis()), map.positive("wrap_up", usual.wrapUpMillis()));
        map.done();
        return agents;
    }
}
