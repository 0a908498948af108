package io.bellwether.bench;

import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.server.GatewayRun;
import io.bellwether.gateway.server.GatewayTopics;
import io.bellwether.settings.Settings;
import java.util.List;
import java.util.Properties;

/** The gateway of a bench, in a process of its own, so that its CPU is in a figure of its own: signed webhooks of Zendesk. */
final class BenchGateway {

    static final String LISTENING = "LISTENING ";
    static final String SOURCE = "zendesk";
    /** Signs webhooks on loopback: known to everybody, and worth nothing. */
    static final String SECRET = "bench-only";

    private BenchGateway() {}

    /** Usage: SERVERS. Says where it listens, and runs until its process is ended. */
    public static void main(String[] args) throws Exception {
        GatewaySettings usual = GatewaySettings.DEFAULT;
        GatewaySource source =
                new GatewaySource(SOURCE, "", Secrets.of(SECRET), List.of(), null, false, SourceOptions.of(SOURCE));
        GatewaySettings settings = new GatewaySettings(
                usual.host(),
                0,
                "",
                "",
                "",
                usual.largestBody(),
                usual.mostInFlight(),
                usual.answerWithinMillis(),
                usual.stateTopic(),
                usual.keptShapes(),
                List.of(source));
        BenchLoad.Topics topics = BenchLoad.Topics.named("bench");
        Properties client = new Properties();
        client.put("bootstrap.servers", args[0]);
        try (GatewayRun run = GatewayRun.start(
                settings,
                client,
                new GatewayTopics(
                        topics.tickets(),
                        topics.chats(),
                        topics.agents(),
                        Settings.defaults().kafka().rejected(),
                        usual.stateTopic()),
                Settings.defaults().time().maxFutureMillis())) {
            System.out.println(LISTENING + run.port());
            Thread.currentThread().join();
        }
    }
}
