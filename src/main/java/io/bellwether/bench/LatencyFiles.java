package io.bellwether.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a user of the job that is probed would have written: settings, rules and routing. Rules on every queue run along; the
 * probes' own are told at once, without waiting for others.
 */
record LatencyFiles(Path folder, String servers, String store, URI receiver, int parallelism) {

    private static final int RULES = 10;

    Path rules() {
        return folder.resolve("rules");
    }

    /** Writes all, and gives the settings. */
    Path write() throws IOException {
        Files.createDirectories(rules());
        Files.writeString(rules().resolve("bench.yaml"), RuleCost.yaml(RULES));
        Files.writeString(rules().resolve("probes.yaml"), """
                group: probes
                rules:
                  - uid: %s
                    title: "{{case}}"
                    signal: case.angry_customer
                    severity: page
                    annotations: {summary: "angry"}
                  - uid: %s
                    title: "{{case}}"
                    signal: sla.breached
                    where: {clock: [first_reply]}
                    severity: page
                    annotations: {summary: "breached"}
                """.formatted(Probes.ANGRY, Probes.BREACHED));
        Files.writeString(rules().resolve("alert-routing.yaml"), """
                receivers:
                  - name: hook
                    type: webhook
                    format: standard-webhooks
                    url: "%s"
                    secret: "%s"
                    allow_http_hosts: [127.0.0.1, localhost]
                    allow_private: true
                routes:
                  - {match: {severity: page}, receiver: hook, group_by: [uid, queue]}
                  - {match: {}, receiver: hook, group_by: [uid], group_wait: 10s}
                """.formatted(receiver, LatencyPart.SECRET));
        BenchLoad.Topics topics = BenchLoad.Topics.named("bench");
        return Files.writeString(folder.resolve("bellwether.yaml"), """
                kafka:
                  bootstrap_servers: "%s"
                  topics: {tickets: %s, chats: %s, agents: %s}
                influx: {url: "%s", org: bench, bucket: bench, token: bench}
                alert_rules: "%s"
                checkpoint: {interval: 10s, directory: "%s"}
                parallelism: %d
                """.formatted(
                        servers,
                        topics.tickets(),
                        topics.chats(),
                        topics.agents(),
                        store,
                        rules(),
                        folder.resolve("checkpoints").toUri(),
                        parallelism));
    }
}
