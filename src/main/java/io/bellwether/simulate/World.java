package io.bellwether.simulate;

/** What the parts of one run share. */
record World(
        Scenario scenario,
        long seed,
        Agenda agenda,
        Journal journal,
        Phrasebook texts,
        Effects effects,
        Floor floor,
        ContactLog log) {

    long now() {
        return agenda.now();
    }

    QueueProfile queue(String name) {
        return scenario.organisation().queue(name);
    }
}
