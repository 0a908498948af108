package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
    private static final long TIME = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();
    private static final String QUEUED = EventSamples.HEAD + "'case_id':'c1','type':'chat.queued'";

    private final EventDecoder decoder = new EventDecoder(List.of("queue", "shop", "native_status", "source"));

    static List<EventSamples.Sample> valid() {
        return EventSamples.valid();
    }

    static List<EventSamples.Sample> invalid() {
        return EventSamples.invalid();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void acceptsWhatTheSchemaAllows(EventSamples.Sample sample) {
        assertThat(decode(sample.json()).rejection()).isNull();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void namesWhatIsWrong(EventSamples.Sample sample) {
        Rejection rejection = decode(sample.json()).rejection();
        assertThat(rejection.reason()).as(rejection.detail()).isEqualTo(sample.reason());
        assertThat(rejection.detail())
                .contains(sample.mentions())
                .hasSizeLessThan(300)
                .doesNotContain("hush");
    }

    @Test
    void tellsWhereARejectedRecordCameFrom() {
        byte[] value = "{}".getBytes(StandardCharsets.UTF_8);
        Rejection rejection =
                decoder.decode(value, "service.chats", 3, 42, Long.MAX_VALUE).rejection();
        assertThat(rejection.topic()).isEqualTo("service.chats");
        assertThat(rejection.partition()).isEqualTo(3);
        assertThat(rejection.offset()).isEqualTo(42);
        assertThat(rejection.original()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "5",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "{\"id\"",
                "{\"id\":",
                "{\"id\":\"e",
                "{\"id\":1,}",
                "nonsense",
                "{} {}",
                "{}x",
                "{}\u0000",
                "{'id':1}",
                "{\"id\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"\n\"}",
                "{\"a\":tru}",
                "<xml/>",
                "\uFEFF"
            })
    void refusesWhatIsNotOneObject(String text) {
        Rejection rejection = decode(text).rejection();
        assertThat(rejection.reason()).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(rejection.detail()).startsWith("record ");
    }

    @Test
    void refusesARecordWithoutAValue() {
        Rejection rejection = decoder.decode(null, "t", 0, 0, Long.MAX_VALUE).rejection();
        assertThat(rejection.reason()).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(rejection.detail()).isEqualTo("record is empty, not one JSON object");
        assertThat(rejection.original()).isEmpty();
    }

    @Test
    void neverRepeatsTheTextOfAMessage() {
        for (String broken : List.of(
                "{\"text\": secret words", "{\"text\":\"secret", "{\"text\":secret}", "{\"text\":\"a\" secret}")) {
            assertThat(decode(broken).rejection().detail())
                    .doesNotContain("secret")
                    .contains("line 1, column");
        }
    }

    static final List<Charset> OTHER_ENCODINGS =
            List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("UTF-32LE"));

    @ParameterizedTest
    @FieldSource("OTHER_ENCODINGS")
    void refusesOtherEncodings(Charset charset) {
        byte[] value = EventSamples.json(QUEUED).getBytes(charset);
        assertThat(decode(value).rejection().reason()).isEqualTo(RejectionReason.NOT_JSON);
    }

    @Test
    void refusesTextsThatAreNotUtf8() {
        byte[] value = EventSamples.json(QUEUED + ",'queue':'售后'").getBytes(Charset.forName("GB18030"));
        assertThat(decode(value).rejection().reason()).isEqualTo(RejectionReason.NOT_JSON);
    }

    @Test
    void acceptsAByteOrderMark() {
        assertThat(event("\uFEFF" + EventSamples.json(QUEUED)).caseId()).isEqualTo("c1");
        String envelope = EventSamples.json(
                "'specversion':'1.0','data':{'case_id':'c2'},'type':'chat.held'," + EventSamples.HEAD + "'x':1");
        assertThat(event("\uFEFF \n" + envelope + " ").caseId()).isEqualTo("c2");
    }

    @Test
    void holdsTheLimitOfSize() {
        byte[] value =
                Arrays.copyOf(EventSamples.json(QUEUED).getBytes(StandardCharsets.UTF_8), EventDecoder.MAX_BYTES);
        Arrays.fill(value, EventSamples.json(QUEUED).length(), value.length, (byte) ' ');
        assertThat(decode(value).isEvent()).isTrue();
        assertThat(decode(Arrays.copyOf(value, value.length + 1)).rejection())
                .returns(RejectionReason.TOO_LARGE, Rejection::reason)
                .returns("record has 1048577 bytes, more than 1048576", Rejection::detail);
    }

    @ParameterizedTest
    @CsvSource({"99, true", "100, false", "200000, false"})
    void boundsNesting(int depth, boolean accepted) {
        String nested = "[".repeat(depth) + "]".repeat(depth);
        assertThat(decode(EventSamples.json(QUEUED + ",'deep':" + nested)).isEvent())
                .isEqualTo(accepted);
    }

    @Test
    void survivesManyDifferentNames() {
        StringBuilder names = new StringBuilder(QUEUED);
        for (int i = 0; i < 30_000; i++) {
            names.append(",'n").append(i).append("':0");
        }
        assertThat(decode(EventSamples.json(names.toString())).isEvent()).isTrue();
        assertThat(decode(EventSamples.json(QUEUED)).isEvent()).isTrue();
    }

    @Test
    void refusesTimesTooFarAhead() {
        byte[] value = EventSamples.json(QUEUED).getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(value, "t", 0, 0, TIME).isEvent()).isTrue();
        assertThat(decoder.decode(value, "t", 0, 0, TIME - 1).rejection())
                .returns(RejectionReason.FUTURE, Rejection::reason)
                .returns(
                        "time 2026-03-01T08:00:00Z is 1 ms after the latest acceptable time (wall clock + max_future)",
                        Rejection::detail);
    }

    @Test
    void readsEveryField() {
        ServiceEvent event = event(EventSamples.json("'id':'e','type':'agent.state','time':5,'source':'s','queue':'q',"
                + "'channel':'web','priority':2,'tier':'88VIP','brand':'b','category':'c','language':'zh','region':'r',"
                + "'agent_id':'a','customer_id':'k','status':'OPEN','native_status':'o','backfill':true,'actor':'BOT',"
                + "'visibility':'PRIVATE','automated':true,'message_id':'m','text':'t','sentiment':-1,'due_at':6,"
                + "'first_reply_due_at':'7','into_case_id':'i','state':'AWAY','reason':'lunch','queues':['x','y'],"
                + "'slots':3,'kind':'CES','score':4,'scale':7,'amount':1.5,'by':'MERCHANT','shop':9"));
        assertThat(event)
                .isEqualTo(ServiceEvent.of(EventType.AGENT_STATE, "e", 5, "s")
                        .queue("q")
                        .channel("web")
                        .priority("2")
                        .tier("88VIP")
                        .brand("b")
                        .category("c")
                        .language("zh")
                        .region("r")
                        .agentId("a")
                        .customerId("k")
                        .status(Status.OPEN)
                        .nativeStatus("o")
                        .backfill(true)
                        .actor(Actor.BOT)
                        .visibility(Visibility.PRIVATE)
                        .automated(true)
                        .messageId("m")
                        .text("t")
                        .sentiment(-1.0)
                        .dueAt(6L)
                        .firstReplyDueAt(7L)
                        .intoCaseId("i")
                        .agentState(AgentState.AWAY)
                        .reason("lunch")
                        .queues(List.of("x", "y"))
                        .slots(3)
                        .surveyKind(SurveyKind.CES)
                        .score(4.0)
                        .scale(7.0)
                        .amount(1.5)
                        .by("MERCHANT")
                        .extra(Map.of("shop", "9", "native_status", "o", "source", "s"))
                        .build());
    }

    @Test
    void appliesTheDefaultsOfTheSchema() {
        ServiceEvent message =
                event(EventSamples.json(EventSamples.HEAD + "'case_id':'c','type':'ticket.message','actor':'AGENT'"));
        assertThat(message.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(message.automated()).isFalse();
        assertThat(event(EventSamples.json(EventSamples.HEAD + "'case_id':'c','type':'ticket.created'"))
                        .status())
                .isEqualTo(Status.NEW);
        assertThat(event(EventSamples.json(QUEUED)).visibility()).isNull();
        assertThat(event(EventSamples.json(QUEUED)).status()).isNull();
    }

    @Test
    void takesTheLastOfDuplicateFields() {
        ServiceEvent event =
                event(EventSamples.json(QUEUED + ",'queue':'a','queue':{},'queue':'b','tier':'x','tier':null"));
        assertThat(event.queue()).isEqualTo("b");
        assertThat(event.get(EventField.TIER)).isNull();
    }

    @Test
    void keepsNothingOfTheRecordBefore() {
        event(EventSamples.json(
                QUEUED + ",'queue':'a','tier':'x','shop':'s','sentiment':0.5,'queues':['q'],'backfill':1"));
        assertThat(event(EventSamples.json(QUEUED)))
                .isEqualTo(ServiceEvent.of(EventType.CHAT_QUEUED, "e1", TIME, "shop")
                        .caseId("c1")
                        .extra(Map.of("source", "shop"))
                        .build());
    }

    @Test
    void leavesOutValuesThatDoNotBelongToTheType() {
        ServiceEvent event = event(EventSamples.json(QUEUED + ",'state':'sad','score':'high','kind':'NPS'"));
        assertThat(event.agentState()).isNull();
        assertThat(event.score()).isNull();
        assertThat(event.surveyKind()).isEqualTo(SurveyKind.NPS);
    }

    @Test
    void readsAnEnvelopeInAnyOrder() {
        String data =
                "'data':{'case_id':'c1','queue':'vip','shop':'x','id':'inner','type':'chat.held','time':9,'source':'in'}";
        List<String> parts = List.of(
                "'specversion':'1.0'",
                data,
                "'id':'e'",
                "'type':'chat.queued'",
                "'time':5",
                "'source':'/s'",
                "'queue':'outer'",
                "'shop':'outer'",
                "'customer_id':'outer'");
        ServiceEvent expected = ServiceEvent.of(EventType.CHAT_QUEUED, "e", 5, "/s")
                .caseId("c1")
                .queue("vip")
                .extra(Map.of("shop", "x", "source", "/s"))
                .build();
        for (int turn = 0; turn < parts.size(); turn++) {
            List<String> turned = new ArrayList<>(parts);
            Collections.rotate(turned, turn);
            assertThat(event(EventSamples.json(String.join(" , ", turned)))).isEqualTo(expected);
        }
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        ServiceEvent event =
                event(EventSamples.json(QUEUED + ",'queue':'a\\ud83d','tier':'\\ud83d\\ude21','text':'\\ude21b'"));
        assertThat(event.queue()).isEqualTo("a\uFFFD");
        assertThat(event.get(EventField.TIER)).isEqualTo("\uD83D\uDE21");
        assertThat(event.text()).isEqualTo("\uFFFDb");
    }

    /** So that no later stage, whatever it writes to, needs to know of them. */
    @ParameterizedTest
    @MethodSource("controlCharacters")
    void settlesControlCharactersInEveryText(String control) {
        List<String> texts = Stream.of(EventField.values())
                .filter(field -> Set.of(EventField.Kind.ID, EventField.Kind.LABEL, EventField.Kind.DIMENSION)
                        .contains(field.kind))
                .filter(field -> field != EventField.TYPE)
                .map(field -> field.wireName)
                .toList();
        StringBuilder json =
                new StringBuilder("'type':'chat.queued" + control + "','time':'5\\n','text':'a" + control + "'");
        for (String name : List.of("id", "source", "shop")) {
            json.append(",'%s':'%sa%s%sb%s'".formatted(name, control, control, control, control));
        }
        texts.forEach(name -> json.append(",'%s':'%sa%sb%s'".formatted(name, control, control, control)));
        json.append(",'queues':['a%sb','%s','c%s']".formatted(control, control, control));

        ServiceEvent event = event(EventSamples.json(json.toString()));

        assertThat(event.type()).isEqualTo(EventType.CHAT_QUEUED);
        assertThat(event.time()).isEqualTo(5);
        assertThat(event.get(EventField.QUEUES)).isEqualTo(List.of("a b", "c"));
        assertThat(event.extra()).containsEntry("shop", "a b");
        assertThat(List.of(
                        event.id(),
                        event.source(),
                        event.caseId(),
                        event.queue(),
                        event.get(EventField.CHANNEL),
                        event.get(EventField.PRIORITY)))
                .containsOnly("a b");
        assertThat(List.of(
                        event.get(EventField.TIER),
                        event.get(EventField.BRAND),
                        event.get(EventField.CATEGORY),
                        event.language(),
                        event.get(EventField.REGION)))
                .containsOnly("a b");
        assertThat(List.of(
                        event.agentId(),
                        event.get(EventField.CUSTOMER_ID),
                        event.get(EventField.NATIVE_STATUS),
                        event.messageId(),
                        event.reason()))
                .containsOnly("a b");
        assertThat(event.intoCaseId()).isEqualTo("a b");
    }

    static Stream<String> controlCharacters() {
        return IntStream.concat(
                        IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7F, 0x9F)),
                        IntStream.of(0x2028, 0x2029))
                .mapToObj(code -> String.format("\\u%04x", code));
    }

    @Test
    void aTextOfControlCharactersIsNone() {
        ServiceEvent event = event(EventSamples.json(QUEUED + ",'queue':'\\n\\u2028','shop':'\\u0003'"));
        assertThat(event.queue()).isNull();
        assertThat(event.extra()).doesNotContainKey("shop");
        assertThat(decode(EventSamples.json(QUEUED + ",'id':'\\r\\n'"))
                        .rejection()
                        .reason())
                .isEqualTo(RejectionReason.NO_ID);
    }

    @Test
    void plainTextStaysAsItIs() {
        for (String text : List.of("", " a  b ", "~\u00a0", "退款，加急", "😀", "a\u200bb")) {
            assertThat(PlainText.of(text)).isEqualTo(text);
        }
        assertThat(PlainText.of("\u0085退\r\n\t款\u2029\ud83d")).isEqualTo("退 款 \ufffd");
    }

    @Test
    void quotesBrieflyAndInOneLine() {
        String detail = decode(EventSamples.json(QUEUED.replace("chat.queued", "a\\n" + "b".repeat(500))))
                .rejection()
                .detail();
        assertThat(detail).contains("\"a " + "b".repeat(62) + "…\"");
    }

    @Test
    void poolsWhatComesAgain() {
        String json = EventSamples.json(QUEUED + ",'queue':'vip','agent_id':'a1'");
        assertThat(event(json).queue()).isSameAs(event(json).queue());
        assertThat(event(json).agentId()).isSameAs(event(json).agentId());
        assertThat(event(json).source()).isSameAs(event(json).source());
    }

    @Test
    void refusesAFurtherDimensionThatIsNoText() {
        assertThat(decode(EventSamples.json(QUEUED + ",'shop':{}")).rejection())
                .returns(RejectionReason.BAD_FIELD, Rejection::reason)
                .extracting(Rejection::detail)
                .asString()
                .contains("shop must be");
        assertThat(event(EventSamples.json(QUEUED + ",'shop':''")).extra()).doesNotContainKey("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "case_id", "customer_id", "id", ""})
    void refusesIdsAndTextsAsDimensions(String name) {
        assertThatThrownBy(() -> new EventDecoder(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dimensions: \"" + name + "\"");
    }

    private ServiceEvent event(String json) {
        Decoded decoded = decode(json);
        assertThat(decoded.rejection()).isNull();
        return decoded.event();
    }

    private Decoded decode(String json) {
        return decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private Decoded decode(byte[] value) {
        return decoder.decode(value, "t", 0, 0, Long.MAX_VALUE);
    }
}
