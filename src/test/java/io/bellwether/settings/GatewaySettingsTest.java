package io.bellwether.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.sender.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaySettingsTest {

    private static KnownSettings read(Map<String, String> environment, String... lines) throws SettingsException {
        return SettingsParser.read("b.yaml", String.join("\n", lines), environment::get);
    }

    @Test
    void sourcesAreNamedWithWhatTheyNeed() throws SettingsException {
        GatewaySettings settings = read(
                        Map.of("ZD", "s3cret"),
                        "gateway:",
                        "  port: 0",
                        "  sources:",
                        "    zendesk:",
                        "      adapter: zendesk",
                        "      secret: ['${ZD}', old]",
                        "      bots: ['7', '8']",
                        "      tables: {status: {parked: OPEN}}",
                        "      values: {channel: mail}",
                        "      zone: Asia/Shanghai")
                .gateway();
        GatewaySource source = settings.sources().get(0);
        assertThat(source.secrets().keys()).containsExactly("s3cret", "old");
        assertThat(source.options().bots()).containsExactlyInAnyOrder("7", "8");
        assertThat(source.options().tables()).containsEntry("status", Map.of("parked", "OPEN"));
        assertThat(source.options().zone()).hasToString("Asia/Shanghai");
        assertThat(settings.toString() + source.secrets()).doesNotContain("s3cret");
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        assertThatThrownBy(() -> read(
                        Map.of(),
                        "gateway:",
                        "  port: 70000",
                        "  max_in_flight: 0",
                        "  sources:",
                        "    Zendesk: {adapter: zendsk}",
                        "    own: {adapter: generic, secrte: x}"))
                .hasMessageContaining("b.yaml:2:9: error: gateway.port: must be 0 to 65535")
                .hasMessageContaining("gateway.max_in_flight")
                .hasMessageContaining("cannot be a source's name")
                .hasMessageContaining("did you mean zendesk")
                .hasMessageContaining("gateway.sources.own.mapping: missing")
                .hasMessageContaining("gateway.sources.own.secrte: unknown key");
    }

    /** The job is started without the gateway's secrets, and the gateway without the store's. */
    @Test
    void eachAsksForItsOwnVariablesAlone() throws SettingsException {
        KnownSettings job =
                read(Map.of(), "gateway: {sources: {zendesk: {adapter: zendesk, secret: '${ZD}'}}}", "parallelism: 1");
        assertThat(job.whole().parallelism()).isEqualTo(1);
        assertThatThrownBy(job::gateway).hasMessageContaining("ZD");
        KnownSettings gateway = read(Map.of("ZD", "x"), "influx: {token: '${T}'}", "gateway: {port: 1}");
        assertThat(gateway.gateway().port()).isEqualTo(1);
    }

    @Test
    void secretsMayStandInFilesAndMustStandSomewhere(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        String source = "gateway: {sources: {hook: {adapter: cloudevents, secret_file: %s}}}";
        GatewaySource named = read(Map.of(), String.format(source, secret))
                .gateway()
                .sources()
                .get(0);
        WebhookCall call = WebhookCall.of("{}".getBytes(StandardCharsets.UTF_8))
                .withHeaders(Map.of("Authorization", "Bearer s3cret"));
        assertThat(Intake.of(named, new MemorySnapshots())
                        .check()
                        .check(call, 0)
                        .isGenuine())
                .isTrue();
        GatewaySource missing = read(Map.of(), String.format(source, folder.resolve("nowhere")))
                .gateway()
                .sources()
                .get(0);
        assertThatThrownBy(() -> Intake.of(missing, new MemorySnapshots()))
                .hasMessageContaining("there is no such file");
        GatewaySource without = read(Map.of(), "gateway: {sources: {hook: {adapter: cloudevents}}}")
                .gateway()
                .sources()
                .get(0);
        assertThatThrownBy(() -> Intake.of(without, new MemorySnapshots()))
                .hasMessage("gateway.sources.hook has no secret");
    }

    @Test
    void whatWeComsCallbacksSpeakOfIsFetchedByTheSecretOfTheApplication() throws Exception {
        String source = "gateway: {sources: {kf: {adapter: wecom, token: t, receiver: ww1, aes_key: "
                + "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C, pull: {secret: '${KF}', url: 'http://127.0.0.1:1/', every: 1m}}}}";
        GatewaySource known =
                read(Map.of("KF", "s"), source).gateway().sources().get(0);
        assertThat(known.pull().url()).isEqualTo("http://127.0.0.1:1");
        assertThat(known.pull().everyMillis()).isEqualTo(60_000);
        assertThat(known.toString()).doesNotContain("secrets=[s]");
        assertThat(Intake.of(known, new MemorySnapshots()).source().pull().secrets())
                .containsExactly("s");
        GatewaySource without = read(Map.of(), source.replace("secret: '${KF}', ", ""))
                .gateway()
                .sources()
                .get(0);
        assertThatThrownBy(() -> Intake.of(without, new MemorySnapshots()))
                .hasMessageContaining("gateway.sources.kf has no pull.secret");
        assertThatThrownBy(() -> read(
                                Map.of(),
                                "gateway: {sources: {a: {adapter: zendesk, pull: {}}, b: {adapter: wecom, pull: {url: 'ftp://x'}}}}")
                        .gateway())
                .hasMessageContaining("gateway.sources.a.pull: nothing is fetched of zendesk")
                .hasMessageContaining("gateway.sources.b.receiver: missing")
                .hasMessageContaining("gateway.sources.b.pull.url: must be http");
    }
}
