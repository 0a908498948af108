package io.bellwether.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellwether.event.AgentIds;
import io.bellwether.quality.AfterService;
import io.bellwether.quality.Bots;
import io.bellwether.quality.CustomerRules;
import io.bellwether.quality.Escalation;
import io.bellwether.quality.Resolution;
import io.bellwether.quality.SelfService;
import io.bellwether.quality.Suspicion;
import io.bellwether.queue.ServiceFormula;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.queue.ServiceLimits;
import io.bellwether.sentiment.Polarity;
import io.bellwether.sentiment.onnx.OnnxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsParserTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "INFLUX_TOKEN", "geheim",
            "LINE", " geheim\n",
            "BROKEN", "geh\neim",
            "UMLAUT", "geheimä",
            "SOON", "geheim",
            "EMPTY", "");

    private static Settings parse(String yaml) throws SettingsException {
        return SettingsParser.parse("b.yaml", yaml, ENVIRONMENT::get);
    }

    private static String refused(String yaml) {
        SettingsException error = catchThrowableOfType(SettingsException.class, () -> parse(yaml));
        assertThat(error).as(yaml).isNotNull();
        return error.getMessage();
    }

    @Test
    void theSampleHasEveryDefault() throws Exception {
        Settings sample = parse(Files.readString(Path.of("bellwether.yaml")));
        Settings defaults = Settings.defaults();

        assertThat(sample)
                .usingRecursiveComparison()
                .ignoringFields("influx", "planning")
                .isEqualTo(defaults);
        assertThat(sample.planning()).isEqualTo(defaults.planning());
        assertThat(defaults.influx()).isNull();
        assertThat(sample.influx().hasTrends()).isTrue();
        assertThat(sample.influx().toString()).doesNotContain("geheim");
    }

    @Test
    void agentsAreToldOfAsTheSettingsSay() throws Exception {
        assertThat(Settings.defaults().series().agentIds().isTold()).isTrue();
        assertThat(Settings.defaults().coaching()).isFalse();
        Settings hashed = parse("agent_ids: hashed\nagent_ids_secret: 0123456789abcdef\nstaff: {coaching: true}\n");
        assertThat(hashed.series().agentIds().kind()).isEqualTo(AgentIds.Kind.HASHED);
        assertThat(hashed.coaching()).isTrue();
        assertThat(hashed.toString()).doesNotContain("0123456789abcdef");
        assertThat(parse("agent_ids: off\n").ruleContext().agents().isTold()).isFalse();
    }

    @Test
    void whatWouldTellMoreOfAgentsThanIsAllowedIsRefused() {
        assertThat(refused("agent_ids: hash\n")).contains("is one of plain, hashed, off, not hash");
        assertThat(refused("agent_ids: hashed\nagent_ids_secret: short\n")).contains("16 characters or more");
        assertThat(refused("agent_ids: hashed\n")).contains("16 characters or more");
        assertThat(refused("agent_ids: off\nstaff: {coaching: true}\n")).contains("agent_ids is off");
        assertThat(refused("influx: {bucket: live, agent_bucket: live}\n"))
                .contains("agent_bucket: must differ from bucket");
        assertThat(refused("agent_ids: off\ndimensions: [queue, agent_id]\n")).contains("agent_ids is off");
    }

    @Test
    void anEmptyFileIsTheDefaults() throws Exception {
        assertThat(parse("")).isEqualTo(Settings.defaults());
        assertThat(parse("# nothing\n")).isEqualTo(Settings.defaults());
        assertThat(parse("kafka:\nforget:\nservice_level:\n")).isEqualTo(Settings.defaults());
    }

    @Test
    void whatIsSetHolds() throws Exception {
        Settings settings = parse("""
                kafka:
                  bootstrap_servers: ${SERVERS:-a:1,b:2}
                  topics: {tickets: t}
                  heartbeat: false
                  properties: {security.protocol: SSL, ssl.key.password: "${INFLUX_TOKEN}"}
                dimensions: [queue, shop]
                rollups: [[], [shop]]
                window: 30s
                service_level: {threshold: 30s, queues: {vip: {threshold: 10s}}}
                lateness: 1h
                """);

        assertThat(settings.kafka().servers()).isEqualTo("a:1,b:2");
        assertThat(settings.kafka().inputs()).containsExactly("t", "service.chats", "service.agents");
        assertThat(settings.kafka().heartbeat()).isFalse();
        assertThat(settings.kafka().clientProperties())
                .containsEntry("ssl.key.password", "geheim")
                .containsEntry("bootstrap.servers", "a:1,b:2");
        assertThat(settings.series().rollups()).containsExactly(List.of(), List.of("shop"));
        assertThat(settings.series().windowMillis()).isEqualTo(30_000);
        assertThat(settings.series().refreshMillis()).isEqualTo(30_000);
        assertThat(settings.serviceLevel().byQueue())
                .containsEntry(
                        "vip", new ServiceLevel.OfQueue(new ServiceLimits(10_000, 5_000, ServiceFormula.F6), Map.of()));
    }

    @Test
    void aVariableThatIsNotSetStopsOnlyWhoNeedsItsSetting() throws Exception {
        KnownSettings known = SettingsParser.read(
                "b.yaml",
                "influx: {token: '${NOBODY}'}\nkafka: {properties: {ssl.key.password: '${NOBODY}'}}\nwindow: 30s\n",
                ENVIRONMENT::get);

        assertThat(known.unset()).hasSize(2);
        assertThat(known.forFiles().series().windowMillis()).isEqualTo(30_000);
        assertThat(known.needing("window", "dimensions")).isEqualTo(known.settings());
        assertThat(known.knows("window", "dimensions")).isTrue();
        assertThat(known.knows("window", "influx")).isFalse();
        assertThat(catchThrowableOfType(SettingsException.class, known::whole))
                .hasMessageContaining("b.yaml:1:17: error: influx.token: the environment variable NOBODY is not set")
                .hasMessageContaining(
                        "b.yaml:2:40: error: kafka.properties.ssl.key.password: the environment variable NOBODY");

        KnownSettings dark = SettingsParser.read("b.yaml", "window: '${NOBODY}'", ENVIRONMENT::get);
        assertThat(catchThrowableOfType(SettingsException.class, dark::forFiles))
                .hasMessageContaining("window: the environment variable NOBODY is not set");
        assertThat(catchThrowableOfType(
                        SettingsException.class,
                        () -> SettingsParser.read("b.yaml", "window: x\nalert_rules: '${NOBODY}'", ENVIRONMENT::get)))
                .hasMessageContaining("b.yaml:1:9: error: window: must be a duration")
                .hasMessageContaining("b.yaml:2:14: error: alert_rules: the environment variable NOBODY is not set");
    }

    @Test
    void aHeavierModelIsOffUntilItIsNamed() throws Exception {
        assertThat(Settings.defaults().sentiment().onnx()).isNull();
        String least = "sentiment_onnx: {model: m, vocabulary: '${V:-v}', labels: [positive, negative]}";
        assertThat(parse(least).sentiment().onnx())
                .isEqualTo(OnnxSettings.of("m", "v", List.of(Polarity.POSITIVE, Polarity.NEGATIVE)));
        OnnxSettings all = parse("""
                sentiment_onnx:
                  model: m
                  vocabulary: v
                  labels: [negative, negative, neutral, positive, positive]
                  languages: [zh, en]
                  lower_case: false
                  max_tokens: 64
                  temperature: 1.5
                  batch: 8
                  max_wait: 5ms
                  timeout: 1s
                  threads: 4
                """).sentiment().onnx();
        assertThat(all.labels()).hasSize(5);
        assertThat(all)
                .isEqualTo(
                        new OnnxSettings("m", "v", all.labels(), List.of("zh", "en"), false, 64, 1.5, 8, 5, 1_000, 4));
        Settings history = parse(least).forReplay(10_000, null);
        assertThat(history.sentiment().onnx().batch()).isEqualTo(1);
        assertThat(history.sentiment().onnx().timeoutMillis()).isZero();
    }

    @Test
    void aCaseIsKeptAtLeastAsLongAsALateEventMayCorrectIt() throws Exception {
        assertThat(parse("lateness: 8d\nredelivery: 8d").forgetAfter().closedMillis())
                .isEqualTo(8 * 86_400_000L);
        assertThat(refused("lateness: 1h\nforget: {closed_after: 10m}"))
                .isEqualTo("b.yaml:2:24: error: forget.closed_after: must be at least the lateness: a late event may"
                        + " still correct the case");
    }

    /** Or its customer would come back to a chat that nobody knows. */
    @Test
    void aChatIsKnownForAsLongAsItIsWatchedWhetherItsCustomerComesBack() throws Exception {
        long day = 86_400_000;
        assertThat(parse("resolution: {within: 3d}").forgetAfter().closedMillis())
                .isEqualTo(7 * day);
        assertThat(parse("resolution: {within: 30d}").forgetAfter().closedMillis())
                .isEqualTo(30 * day);
        assertThat(parse("resolution: {within: 30d}\nforget: {closed_after: 1h}")
                        .forgetAfter()
                        .closedMillis())
                .isEqualTo(3_600_000);
    }

    @Test
    void howLongCustomersAreFollowed() throws Exception {
        Settings settings = parse("""
                dimensions: [queue, subject]
                escalation: {dimension: queue, order: [first, second]}
                resolution: {within: 3d, topic: subject}
                bots: {left_reasons: [gone], within: 12h}
                doubtful_ratings: {most_per_customer: 2}
                self_service: {within: 2h}
                after_service: {orders: true, within: 30d}
                """);
        assertThat(settings.escalation()).isEqualTo(new Escalation("queue", List.of("first", "second")));
        assertThat(settings.customers())
                .isEqualTo(new CustomerRules(
                        new Resolution(3 * 86_400_000L, "subject"),
                        new Suspicion(2),
                        new Bots(Set.of("gone"), 12 * 3_600_000L),
                        new SelfService(2 * 3_600_000L),
                        new AfterService(30)));
        assertThat(parse("after_service: {within: 30d}").customers().afterService())
                .isEqualTo(new AfterService(0));
        assertThat(refused("self_service: {within: 8d}"))
                .isEqualTo("b.yaml:1:24: error: self_service.within: must be from 1h to 7d, not 8d");
        assertThat(refused("bots: {within: 10m}"))
                .isEqualTo("b.yaml:1:16: error: bots.within: must be from 1h to 7d, not 10m");
        assertThat(refused("after_service: {within: 36h}"))
                .contains("after_service.within: must be whole days, from 1d to 60d, not 1d12h");
        assertThat(refused("after_service: {within: 61d}")).contains("must be whole days");
    }

    @Test
    void tiersInAnOrderAreThoseOfADimension() throws Exception {
        assertThat(refused("escalation: {order: [first, second]}"))
                .isEqualTo("b.yaml:1:21: error: escalation.order: is that of group, which events do not tell, so no"
                        + " escalation would be counted; name group under dimensions, too");
        assertThat(refused("escalation: {dimension: level, order: [first, second]}"))
                .doesNotContain("escalation.order")
                .contains("escalation.dimension: must be a dimension that events tell, not level");
        assertThat(parse("dimensions: [queue, group]\nescalation: {order: [first, second]}")
                        .escalation())
                .isEqualTo(new Escalation("group", List.of("first", "second")));
    }

    /** Rules name their rollups in alphabetical order; counted under both names, each alert would be two. */
    @Test
    void aRollupIsCountedOnceInWhateverOrderRulesNameIt() throws Exception {
        Settings settings = parse("rollups: [[queue, channel], [queue]]");
        Collection<List<String>> wanted = List.of(List.of("channel", "queue"), List.of("channel", "tier"));
        assertThat(settings.windowing(wanted, Set.of()).rollups())
                .containsExactly(List.of("queue", "channel"), List.of("queue"), List.of("channel", "tier"));
    }

    @Test
    void rollupsOfOtherDimensionsThanTheUsualAreLeftOut() throws Exception {
        assertThat(parse("dimensions: [queue, shop]").series().rollups()).containsExactly(List.of(), List.of("queue"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            windw: 10s                          | b.yaml:1:1: error: windw: unknown key; known here: kafka, influx, alert_rules,
            windw: 10s                          | ; did you mean window?
            rollups: []                         | b.yaml:1:10: error: rollups: names none; leave it out for the usual ones, or write [[]]
            service_level: {queues: {vip: {}}}  | b.yaml:1:31: error: service_level.queues.vip: says nothing; write threshold, short_abandon, formula or channels
            service_level: {queues: {vip: }}    | service_level.queues.vip: has nothing behind it
            kafka: {topic: {}}                  | b.yaml:1:9: error: kafka.topic: unknown key; known here: topics, start,
            kafka: {topics: {ticket: x}}        | b.yaml:1:18: error: kafka.topics.ticket: unknown key
            kafka: [a]                          | b.yaml:1:8: error: kafka: must be a mapping
            kafka: {start: newest}              | b.yaml:1:16: error: kafka.start: must be earliest or latest, not newest
            kafka: {heartbeat: yes}             | b.yaml:1:20: error: kafka.heartbeat: must be true or false, not yes
            window: 10                          | b.yaml:1:9: error: window: must be a duration such as 30s, 5m, 1h30m or 2d, not 10
            max_values_per_dimension: 0         | b.yaml:1:27: error: max_values_per_dimension: must be 1 to 1000000, not 0
            max_agents: 1e9                     | b.yaml:1:13: error: max_agents: must be a whole number, not 1e9
            window: 0                           | b.yaml:1:9: error: window: must be longer than nothing
            disorder: -2s                       | b.yaml:1:11: error: disorder: must be a duration
            interval: 25s                       | b.yaml:1:11: error: interval: must be a multiple of window, which is 10s
            window: 7s                          | b.yaml:1:9: error: window: must divide interval, which is 30m unless written; write both
            checkpoint: {interval: 1ms}         | b.yaml:1:24: error: checkpoint.interval: must be at least 10ms
            kafka: {bootstrap_servers: localhost} | b.yaml:1:28: error: kafka.bootstrap_servers: must be host:port, several with commas between them, not localhost
            level_refresh: 15s                  | b.yaml:1:16: error: level_refresh: must be a multiple of window
            rollups: [[queue, shop]]            | b.yaml:1:10: error: rollups: shop is none of the dimensions [queue, channel, priority, tier]
            rollups: queue                      | b.yaml:1:10: error: rollups: must be a list
            dimensions: {a: b}                  | b.yaml:1:13: error: dimensions: must be a word or a list of words
            parallelism: 0                      | b.yaml:1:14: error: parallelism: must be 1 to 1024, not 0
            parallelism: two                    | b.yaml:1:14: error: parallelism: must be a whole number, not two
            sentiment_model: ${MODEL}           | b.yaml:1:18: error: sentiment_model: the environment variable MODEL is not set; set it or write ${MODEL:-default}
            sentiment_onnx: {labels: [negative, positive], model: m} | b.yaml:1:17: error: sentiment_onnx.vocabulary: missing; the file of its word pieces
            sentiment_onnx: {labels: [positive, neutral]} | b.yaml:1:26: error: sentiment_onnx.labels: must name the class of each output in order
            sentiment_onnx: {labels: [LABEL_0]} | b.yaml:1:26: error: sentiment_onnx.labels: must be negative, neutral or positive, not LABEL_0
            sentiment_onnx: {languages: [jp]}   | b.yaml:1:29: error: sentiment_onnx.languages: jp is none of [zh, en,
            sentiment_onnx: {batch: 0}          | b.yaml:1:25: error: sentiment_onnx.batch: must be 1 to 1024, not 0
            sentiment_onnx: {max_tokens: 2}     | b.yaml:1:30: error: sentiment_onnx.max_tokens: must be 3 to 8192, not 2
            sentiment_onnx: {temperature: 0}    | b.yaml:1:31: error: sentiment_onnx.temperature: must be a number from 0.01 to 100, not 0
            sentiment_onnx: {temperature: warm} | b.yaml:1:31: error: sentiment_onnx.temperature: must be a number from 0.01 to 100, not warm
            sentiment_onnx: {timeout: 0}        | b.yaml:1:27: error: sentiment_onnx.timeout: must be longer than nothing
            sentiment_onnx: {tokenizer: x}      | b.yaml:1:18: error: sentiment_onnx.tokenizer: unknown key
            sentiment_onnx: m.onnx              | b.yaml:1:17: error: sentiment_onnx: must be a mapping
            sentiment_model: ${EMPTY}           | the environment variable EMPTY is not set
            influx: {url: "${NO_URL}"}          | b.yaml:1:15: error: influx.url: the environment variable NO_URL is not set
            service_level: {threshold: soon}    | b.yaml:1:28: error: service_level.threshold: must be a duration
            service_level: {queues: {a: {b: 1}}} | b.yaml:1:30: error: service_level.queues.a.b: unknown key
            dimensions: [queue, case_id]        | b.yaml:1:21: error: dimensions[1]: "case_id" cannot be a dimension: ids, times and message texts
            dimensions: [text]                  | b.yaml:1:14: error: dimensions[0]: "text" cannot be
            dimensions: [due_at]                | b.yaml:1:14: error: dimensions[0]: "due_at" cannot be
            dimensions: [queue, tier, queue]    | b.yaml:1:27: error: dimensions[2]: queue stands here twice
            dimensions: [clock]                 | b.yaml:1:14: error: dimensions[0]: clock is a tag of Bellwether's own
            dimensions: [all]                   | all is a tag of Bellwether's own
            dimensions: [waiting]               | b.yaml:1:14: error: dimensions[0]: waiting is a field of Bellwether's own measurements; send it under another name
            dimensions: [count]                 | count is a field of Bellwether's own
            dimensions: [value]                 | value is a tag of Bellwether's own
            dimension: [queue]                  | unknown key; known here: kafka, influx, alert_rules, dimensions, rollups,
            dimensions: [rollup]                | rollup is a tag of Bellwether's own
            dimensions: ["my shop"]             | b.yaml:1:14: error: dimensions[0]: "my shop" cannot be a dimension: letters
            dimensions: ["${DIMENSION-}"]       | b.yaml:1:14: error: dimensions[0]: has a ${…} with something else in it
            rollups: [[queu]]                   | rollups: queu is none of the dimensions [queue, channel, priority, tier]; did you mean queue?
            rollups: [[queue, queue]]           | rollups: [queue, queue] names a dimension twice
            rollups: [[queue, tier], [tier, queue]] | rollups: [tier, queue] stands here twice, whatever the order
            kafka: {topics: {rejected: ""}}     | b.yaml:1:28: error: kafka.topics.rejected: must not be empty
            kafka: {topics: {rejected: service.chats}} | kafka.topics.rejected: is one of the topics that events come from
            kafka: {topics: {failed_deliveries: service.chats}} | kafka.topics.failed_deliveries: is one of the topics that events come from
            kafka: {topics: {control: service.chats}} | kafka.topics.control: is one of the topics that events come from
            kafka: {topics: {control: service.alerts}} | kafka.topics.control: is a topic that the job writes to
            kafka: {topics: {alerts: service.chats}} | kafka.topics.alerts: is one of the topics that events come from
            kafka: {topics: {chats: "a b"}}     | kafka.topics.chats: is no topic
            kafka: {properties: {group.id: x}}  | b.yaml:1:32: error: kafka.properties.group.id: is not taken from here; set kafka.group
            kafka: {properties: {auto.offset.reset: latest}} | set kafka.start
            kafka: {properties: {compression.type: zst}} | b.yaml:1:40: error: kafka.properties.compression.type: is not taken by the Kafka client: String must be one of: none, gzip, snappy, lz4, zstd
            kafka: {properties: {isolation.level: read_commited}} | error: kafka.properties.isolation.level: is not taken by the Kafka client: String must be one of
            kafka: {properties: {fetch.max.bytes: abc}} | error: kafka.properties.fetch.max.bytes: is not taken by the Kafka client: Not a number of type INT
            kafka: {properties: {fetch.max.bytes: "${INFLUX_TOKEN}"}} | error: kafka.properties.fetch.max.bytes: is not taken by the Kafka client: Not a number of type INT
            kafka: {properties: {interceptor.classes: nix}} | error: kafka.properties.interceptor.classes: there is no class nix; correct it, or put its jar on the class path
            kafka: {properties: {interceptor.classes: java.lang.String}} | the class java.lang.String is no ConsumerInterceptor
            kafka: {properties: {max.poll.recrods: 5}} | error: kafka.properties.max.poll.recrods: no Kafka client knows this property; correct or remove it; did you mean max.poll.records?
            kafka: {properties: {sasl.mechansim: PLAIN}} | did you mean sasl.mechanism?
            kafka: {properties: {enable.idempotence: true, acks: 1}} | error: kafka.properties.
            kafka: {properties: {delivery.timeout.ms: 1000}} | error: kafka.properties.delivery.timeout.ms: is not taken by the Kafka client: delivery.timeout.ms must be at least
            kafka: {properties: {transactional.id: x}} | kafka.properties.transactional.id: is not taken from here; records are written without transactions
            kafka: {properties: {"${A}": x}}    | error: kafka.properties: no variable is replaced in a key
            influx: {url: nowhere, token: t}    | b.yaml:1:15: error: influx.url: must be http://host
            influx: {batch_size: 0}             | b.yaml:1:22: error: influx.batch_size: must be 1 to 100000, not 0
            influx: {max_buffered: 10}          | b.yaml:1:24: error: influx.max_buffered: must be at least batch_size, not 10
            influx: {request_timeout: 1h}       | error: influx.request_timeout: must be
            influx: {bucket: b, trend_bucket: b} | b.yaml:1:35: error: influx.trend_bucket: must differ from bucket
            influx: {token: "${INFLUX-TOKEN}"}  | b.yaml:1:17: error: influx.token: has a ${…} with something else in it than a name
            influx: {token: "${ INFLUX_TOKEN }"} | b.yaml:1:17: error: influx.token: has a ${…} with something else
            influx: {token: "$INFLUX_TOKEN"}    | b.yaml:1:17: error: influx.token: has a $ that looks like a variable and is none; write ${NAME}
            influx: {token: "${INFLUX_TOKEN"}   | b.yaml:1:17: error: influx.token: has a ${ that no } closes
            influx: {token: "${BROKEN}"}        | b.yaml:1:17: error: influx.token: has a character that no HTTP header can hold
            influx: {token: "${UMLAUT}"}        | b.yaml:1:17: error: influx.token: has a character that no HTTP header can hold
            window: "${SOON}"                   | b.yaml:1:9: error: window: must be a duration such as 30s, 5m, 1h30m or 2d, not ${SOON}
            parallelism: 0x10                   | must be a whole number, not 0x10
            parallelism: 010                    | must be a whole number, not 010
            parallelism: 1_000                  | must be a whole number, not 1_000
            parallelism: 99999999999999999999   | must be a whole number
            window: 10s, x                      | error: window: must be a duration
            window: [10s                        | not YAML
            - window                            | b.yaml:1:1: error: must be a mapping
            """)
    void namesFileLineColumnAndKey(String yaml, String message) {
        assertThat(refused(yaml)).contains(message).doesNotContain("geheim").doesNotContain("eim");
    }

    /** Of a consumer, a producer, the admin client, the connector, and of a plug-in, which may read names of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "isolation.level: read_committed",
                "compression.type: zstd",
                "default.api.timeout.ms: 20000",
                "commit.offsets.on.checkpoint: false",
                "security.protocol: SASL_SSL, sasl.mechanism: PLAIN, sasl.jaas.config: \"${INFLUX_TOKEN}\"",
                "delivery.timeout.ms: 60000, request.timeout.ms: 20000",
                "metric.reporters: org.apache.kafka.common.metrics.JmxReporter, metrics.jmx.exclude: x, my.reporter.of: y",
            })
    void propertiesThatAKafkaClientReadsAreTaken(String properties) throws Exception {
        assertThat(parse("kafka: {properties: {" + properties + "}}").kafka().properties())
                .isNotEmpty();
    }

    @Test
    void blanksAndLineBreaksAroundATokenAreTakenOff() throws Exception {
        assertThat(parse("influx: {token: '${LINE}'}").influx().token()).isEqualTo("geheim");
        assertThat(parse("influx: {token: 'a$$b$1$'}").influx().token()).isEqualTo("a$b$1$");
    }

    @Test
    void everyValueMayComeFromTheEnvironment() throws Exception {
        Settings settings = parse("window: ${WINDOW:-30s}\nparallelism: ${EMPTY:-3}\ndimensions: ['${DIM:-queue}']");
        assertThat(settings.series().windowMillis()).isEqualTo(30_000);
        assertThat(settings.parallelism()).isEqualTo(3);
        assertThat(settings.series().dimensions()).containsExactly("queue");
    }

    @Test
    void aDimensionThatIsNearlyAUsualOneIsWarnedOf() throws Exception {
        KnownSettings known = SettingsParser.read(
                "b.yaml", "dimensions: [queue, teir, shop, brand]\nrollups: [[], [teir]]", ENVIRONMENT::get);

        assertThat(known.whole().series().dimensions()).containsExactly("queue", "teir", "shop", "brand");
        assertThat(known.warnings())
                .singleElement()
                .asString()
                .startsWith("b.yaml:1:21: warning: dimensions[1]: teir is no field that every event may have")
                .endsWith("; did you mean tier?");
    }

    /** It would be counted by nobody, and nothing would tell. */
    @Test
    void daysToWatchWithoutOrdersAreWarnedOf() throws Exception {
        for (String without : List.of("{within: 15d}", "{within: 30d}", "{orders: false, within: 30d}")) {
            KnownSettings known = SettingsParser.read("b.yaml", "after_service: " + without, ENVIRONMENT::get);
            assertThat(known.warnings())
                    .as(without)
                    .singleElement()
                    .asString()
                    .endsWith("warning: after_service.within: is not asked for: nothing is counted unless orders: true"
                            + " says that orders come");
        }
        for (String well : List.of("{orders: true, within: 30d}", "{orders: false, within: 15d}", "{orders: false}")) {
            assertThat(SettingsParser.read("b.yaml", "after_service: " + well, ENVIRONMENT::get)
                            .warnings())
                    .as(well)
                    .isEmpty();
        }
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(refused("window: soon\nkafka:\n  start: x\n  topic: y\nparallelism: 0\ninfluxdb: {}\n")
                        .lines()
                        .map(line -> line.substring(0, line.indexOf(" error")))
                        .toList())
                .containsExactly("b.yaml:3:10:", "b.yaml:4:3:", "b.yaml:1:9:", "b.yaml:5:14:", "b.yaml:6:1:");
    }

    @Test
    void noSecretStandsInAMessage() {
        assertThat(refused("influx: {url: 'no url', token: '${INFLUX_TOKEN}', tokn: 1}"))
                .doesNotContain("geheim");
        assertThat(refused("influx: {token: *geheim}")).doesNotContain("geheim");
    }

    @Test
    void aMissingFileIsExplained(@TempDir Path directory) {
        SettingsException error =
                catchThrowableOfType(SettingsException.class, () -> Settings.load(directory.resolve("b.yaml")));
        assertThat(error)
                .hasMessageContaining("b.yaml: error: there is no such file; begin with a copy of bellwether.yaml");
    }

    @Test
    void aReplayWritesLevelsInWholeWindowsAndNothingToAStore() throws Exception {
        Settings settings = parse("window: 10s\ninflux: {token: t}").forReplay(25_000, 3);

        assertThat(settings.influx()).isNull();
        assertThat(settings.series().refreshMillis()).isEqualTo(20_000);
        assertThat(settings.parallelism()).isEqualTo(3);
        assertThat(settings.forReplay(1, null).series().refreshMillis()).isEqualTo(10_000);
        assertThat(settings.forReplay(1, null).parallelism()).isEqualTo(3);
    }

    @Test
    void aQueueTakesWhatItDoesNotSayFromTheOthers() throws SettingsException {
        ServiceLevel limits = parse("""
                        service_level:
                          threshold: 60s
                          short_abandon: 9s
                          queues:
                            vip: {threshold: 10s, formula: F1, channels: {email: {threshold: 1h}, chat: {formula: F2}}}
                            web: {short_abandon: 1s}
                        """).serviceLevel();

        assertThat(limits.of("vip", "phone")).isEqualTo(new ServiceLimits(10_000, 9_000, ServiceFormula.F1));
        assertThat(limits.of("vip", "email")).isEqualTo(new ServiceLimits(3_600_000, 9_000, ServiceFormula.F1));
        assertThat(limits.of("vip", "chat")).isEqualTo(new ServiceLimits(10_000, 9_000, ServiceFormula.F2));
        assertThat(limits.of("web", null)).isEqualTo(new ServiceLimits(60_000, 1_000, ServiceFormula.F6));
        assertThat(limits.of("other", "email").thresholdMillis()).isEqualTo(60_000);
        assertThat(limits.of(null, null)).isEqualTo(limits.usual());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            service_level: {short_abandon: 30s}      | service_level.short_abandon: must be at most threshold (20s), not 30s
            service_level: {queues: {vip: {threshold: 3s}}} | service_level.queues.vip.short_abandon: must be at most threshold (3s), not 5s
            service_level: {queues: {vip: }}         | service_level.queues.vip: has nothing behind it
            service_level: {formula: F7}             | service_level.formula: must be one of F1, F2, F3, F4, F5, F6, not 'F7'
            service_level: {queues: {vip: {channels: {email: {threshold: 3s}}}}} | vip.channels.email.short_abandon: must be at most threshold (3s), not 5s
            service_level: {queues: {vip: {channels: {email: {}}}}} | channels.email: says nothing; write threshold, short_abandon or formula
            {dimensions: [queue], rollups: [[]], service_level: {queues: {vip: {channels: {email: {threshold: 1h}}}}}} | vip.channels: cannot be told apart, as channel is none of the dimensions [queue]
            dimensions:                              | dimensions: has nothing behind it; write a value, or remove the key
            rollups:                                 | rollups: has nothing behind it
            """)
    void whatSaysNothingIsRefused(String yaml, String message) {
        assertThat(refused(yaml)).contains(message);
    }

    @Test
    void aSectionWhoseKeysAreAllCommentedOutHasItsDefaults() throws SettingsException {
        Settings settings = parse("kafka:\nservice_level:\nforget:\nparallelism: 2\n");
        assertThat(settings.kafka()).isEqualTo(Settings.defaults().kafka());
        assertThat(settings.serviceLevel()).isEqualTo(Settings.defaults().serviceLevel());
    }
}
