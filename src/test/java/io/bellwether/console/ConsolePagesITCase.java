package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.embedded.ServerProgram;
import io.bellwether.ingest.TopicContents;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsParser;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.RunningClock;
import io.bellwether.sla.RunningClockJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser: in both languages, light and dark, at three widths. Its pictures are in {@value #OUT}. */
class ConsolePagesITCase {

    private static final String OUT = "target/console";

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        Path program = ServerProgram.required("chromium", "chromium");
        chromium = new Chromium(program, Files.createDirectories(folder.resolve("profile")));
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        for (String topic :
                List.of("service.alerts", "service.control", "service.tickets", "service.chats", "service.agents")) {
            kafka.createTopic(topic, 1);
        }
        kafka.createTopic("service.clocks", 1, Map.of("cleanup.policy", "compact"));
        long now = System.currentTimeMillis();
        for (int i = 0; i < 60; i++) {
            clock("c-" + i, RunningClock.State.RUNNING, i % 3, now + 600_000 + i * 10_000L);
        }
        write("service.alerts", "a", """
                {"record":"transition","alert_id":"a-1","uid":"queue-backlog","seq":1,"transition":"firing","reason":"crossed","severity":"page",\
                "starts_at":"2026-03-02T01:05:00Z","at":"2026-03-02T01:05:00Z","title":"Backlog <img src=x>","text":"12 wait","labels":{"queue":"vip"},"shadow":false}""");
        write("service.tickets", "T-1", """
                {"id":"e1","time":"%s","type":"ticket.created","source":"desk","case_id":"T-1","queue":"vip"}""".formatted(Instant.ofEpochMilli(now - 60_000)));
    }

    /** A page whose server is gone says so as an error. */
    @BeforeEach
    void forgetErrors() throws Exception {
        chromium.leave();
        chromium.errors().clear();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    private static void write(String topic, String key, String value) {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        TopicContents.write(
                client, topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    private static void clock(String caseId, RunningClock.State state, int risk, long deadline) {
        RunningClock clock = new RunningClock(
                "desk",
                caseId,
                "first_reply",
                1,
                "vip",
                "gold",
                "ann",
                "chats",
                "p.yaml:3",
                state,
                risk,
                "",
                deadline - 900_000,
                deadline - 900_000,
                0,
                900_000,
                deadline);
        write(
                "service.clocks",
                RunningClockJson.key(clock),
                new String(RunningClockJson.write(clock), StandardCharsets.UTF_8));
    }

    private static ConsoleServer console(long storeAt) throws Exception {
        return console(storeAt, "{port: 0}");
    }

    private static ConsoleServer console(long storeAt, String console) throws Exception {
        return console(kafka, storeAt, console);
    }

    private static ConsoleServer console(EmbeddedKafka at, long storeAt, String console) throws Exception {
        return console(at, RowsInMemory.ofNow(storeAt).withPlan(storeAt), console);
    }

    private static ConsoleServer console(EmbeddedKafka at, RowsInMemory store, String console) throws Exception {
        Settings settings = SettingsParser.parse(
                "b.yaml",
                "kafka: {bootstrap_servers: '" + at.bootstrapServers()
                        + "', topics: {clocks: service.clocks}}\nconsole: " + console,
                name -> null);
        return ConsoleServer.start(
                new ConsoleParts(
                        settings,
                        store,
                        300_000,
                        PolicyBook::defaults,
                        () -> new ConsoleParts.Trial(settings, PolicyBook.defaults(), SentimentModel::bundled)),
                Clock.systemUTC());
    }

    private static void open(ConsoleServer console, String page, int width, String language, String theme)
            throws Exception {
        chromium.open(
                console.url() + "/#/" + page,
                width,
                width > 1_000 ? width * 9 / 16 : 800,
                Map.of("language", language, "theme", theme));
    }

    private static void open(ConsoleServer console, String page, String language, String first) throws Exception {
        chromium.open(console.url() + "/#/" + page, 1_400, 800, Map.of("language", language, "theme", "light"), first);
    }

    @Test
    void everyPageIsWholeInBothLanguagesAndAtEachWidth() throws Exception {
        Map<String, String> ready = Map.of(
                "board", "document.querySelectorAll('.card .big').length > 1",
                "clocks", "document.querySelectorAll('.pad .row').length > 10",
                "alerts", "document.querySelectorAll('article').length > 0",
                "case?source=desk&id=T-1", "document.querySelectorAll('.lane i').length > 1",
                "plan?queue=vip", "document.querySelectorAll('.chart canvas').length === 2",
                "rules?file=chat.yaml&line=9",
                        "document.querySelectorAll('.rules tbody tr').length > 20 && document.querySelector('.code').value.length > 1000");
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            AtomicInteger n = new AtomicInteger();
            for (Map.Entry<String, String> page : ready.entrySet()) {
                for (int width : new int[] {390, 1_400, 3_840}) {
                    String language = n.get() % 2 == 0 ? "en" : "zh";
                    for (String told : List.of(language, language.equals("en") ? "zh" : "en")) {
                        String theme = n.getAndIncrement() % 3 == 0 ? "dark" : "light";
                        open(console, page.getKey(), width, told, theme);
                        chromium.await(page.getValue());
                        String what = page.getKey().replaceFirst("\\?.*", "") + '-' + width + '-' + told + '-' + theme;
                        chromium.picture(Path.of(OUT, what + ".png"));
                        assertThat(chromium.eval("document.documentElement.scrollWidth <= innerWidth")
                                        .asBoolean())
                                .as(what + " is no wider than the screen")
                                .isTrue();
                        assertThat(chromium.eval("document.documentElement.lang")
                                        .asText())
                                .startsWith(told);
                        assertThat(chromium.eval("document.querySelectorAll('#main img').length")
                                        .asInt())
                                .as("texts of alerts are no markup")
                                .isZero();
                    }
                }
            }
        }
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void aClockCountsDownAndIsOverdueWhenTheJobSaysSo() throws Exception {
        clock("soon", RunningClock.State.RUNNING, 2, System.currentTimeMillis() + 30_000);
        String left = "[...document.querySelectorAll('.pad .row')].find(row => row.textContent.includes('soon'))"
                + "?.firstChild.textContent";
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            open(console, "clocks?text=soon", 1_400, "en", "light");
            chromium.await(left + "?.startsWith('0:')");
            String first = chromium.eval(left).asText();
            chromium.await(left + " !== '" + first + "'");
            clock("soon", RunningClock.State.OVERDUE, 2, System.currentTimeMillis() - 2_000);
            chromium.await(left + "?.startsWith('overdue')");
            assertThat(chromium.eval("location.hash").asText()).contains("text=soon");
            chromium.eval("{ const s = document.querySelector('select[name=show]'); s.value = 'overdue';"
                    + " s.dispatchEvent(new Event('input', {bubbles: true})); }");
            assertThat(chromium.eval("location.hash").asText()).contains("show=overdue", "text=soon");
            assertThat(chromium.eval("document.querySelectorAll('.pad .row').length")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void anAlertIsAcknowledgedAndSilencedFromThePage() throws Exception {
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            open(console, "alerts", 1_400, "en", "light");
            String button = "[...document.querySelectorAll('article .do button')].find(b => b.textContent === '%s')";
            for (String what : List.of("Acknowledge", "Silence")) {
                chromium.await(button.formatted(what));
                chromium.eval(button.formatted(what) + ".click()");
                chromium.await("document.querySelector('dialog[open] textarea')");
                chromium.eval("document.querySelector('dialog textarea').value = 'on it';"
                        + " document.querySelector('dialog form').requestSubmit()");
            }
            chromium.await("document.querySelector('article .tag.good')?.textContent.endsWith('sees to it')");
            chromium.await("document.querySelector('article .tag.warn:not(.page)')");
            chromium.await("document.querySelectorAll('.timeline li').length === 2");
        }
    }

    @Test
    void thePlanOfAQueueIsInTheAddress() throws Exception {
        String shown = "document.querySelectorAll('.plan .scroll')[1]?.querySelectorAll('tbody tr').length > 20";
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            open(console, "plan", 1_400, "en", "light");
            chromium.await(shown + " && document.querySelector('select[name=queue]').value === 'returns'");
            chromium.eval("{ const s = document.querySelector('select[name=queue]'); s.value = 'vip';"
                    + " s.dispatchEvent(new Event('change', {bubbles: true})); }");
            chromium.await("location.hash === '#/plan?queue=vip'"
                    + " && document.querySelector('.plan a[aria-current]')?.textContent === 'vip'");
            chromium.picture(Path.of(OUT, "plan.png"));
            assertThat(chromium.eval("document.querySelectorAll('.plan tr[aria-current=time]').length")
                            .asInt())
                    .isEqualTo(1);
            assertThat(chromium.eval("[...document.querySelectorAll('.chart')].map(c => c.ariaLabel).join()")
                            .asText())
                    .contains("Forecast and what came", "missing in the intervals");
            chromium.eval("window.real = fetch; window.fetch = (path, more) => path.startsWith('/api/plan')"
                    + " ? Promise.reject(new Error('of a test')) : real(path, more);"
                    + " document.querySelector('.plan a[href$=returns]').click()");
            chromium.await(
                    "document.querySelector('main.behind .banner')?.textContent.includes('could not be loaded')");
        }
        try (ConsoleServer console = console(kafka, RowsInMemory.ofNow(System.currentTimeMillis()), "{port: 0}")) {
            open(console, "plan", 1_400, "en", "light");
            chromium.await("document.querySelector('.plan p')?.textContent.includes('[queue]')");
        }
    }

    @Test
    void aCopyOfARuleIsCompletedCheckedTriedAndDownloaded() throws Exception {
        for (int hours = 1; hours < 12; hours++) {
            write("service.tickets", "T-2" + hours, """
                    {"id":"h%d","time":"%s","type":"ticket.created","source":"desk","case_id":"T-2%d","queue":"%s"}""".formatted(
                    hours, Instant.now().minusSeconds(3_600 * hours), hours, hours % 3 == 0 ? "returns" : "vip"));
        }
        String press = "[...document.querySelectorAll('.editor button')].find(b => b.textContent === '%s').click()";
        try (ConsoleServer console = console(System.currentTimeMillis() + 300_000)) {
            chromium.open(console.url() + "/#/rules", 1_400, 1_900, Map.of("language", "en", "theme", "light"));
            chromium.await("document.querySelectorAll('.rules tbody tr').length > 20");
            chromium.eval("document.querySelector('.rules a[href*=\"cases.yaml\"]').click()");
            chromium.await("document.activeElement.className === 'code'"
                    + " && document.querySelector('.editor .filters .dim').textContent.startsWith('line ')");
            chromium.eval("{ const a = document.querySelector('.code');"
                    + " a.value = 'rules:\\n  - uid: many-tickets\\n    metric: cases.creat';"
                    + " a.setSelectionRange(a.value.length, a.value.length); a.dispatchEvent(new Event('input')); }");
            chromium.await("document.querySelector('.offers button')?.textContent.startsWith('cases.created')");
            chromium.eval("document.querySelector('.offers button').click()");
            chromium.await("document.querySelector('.code').value.endsWith('metric: cases.created')");
            chromium.eval(press.formatted("Check"));
            chromium.await("document.querySelector('.problems button')?.textContent === 'cases.yaml:2'");
            chromium.eval("{ const a = document.querySelector('.code'); a.value += `\n    title: Many\n    owner: desk"
                    + "\n    by: [queue]\n    window: {size: 1m}\n    severity: page\n    runbook: https://x.test/y"
                    + "\n    dashboard: https://x.test/z\n    op: '>='\n    value: 1"
                    + "\n    annotations: {summary: some came}\n`; a.dispatchEvent(new Event('input')); }");
            chromium.eval(press.formatted("Check"));
            chromium.await("document.querySelector('.editor .good')?.textContent === 'Nothing is wrong with it.'");
            chromium.eval("window.saved = ''; URL.createObjectURL = (blob) => {"
                    + " blob.text().then((text) => { saved = text; }); return '#'; }");
            chromium.eval(press.formatted("Download"));
            chromium.await("saved.includes('many-tickets') && saved === document.querySelector('.code').value");
            chromium.eval(press.formatted("Try it"));
            chromium.await("document.querySelector('.editor .lane i.over')");
            assertThat(chromium.eval("document.querySelector('.editor table tbody').textContent")
                            .asText())
                    .startsWith("many-tickets");
            chromium.eval("{ const s = document.querySelector('input[type=search]'); s.value = 'cases.';"
                    + " s.dispatchEvent(new Event('input')); document.activeElement.blur(); }");
            chromium.picture(Path.of(OUT, "rules.png"));
            chromium.eval(press.formatted("As in the file"));
            chromium.await("document.querySelector('.code').value.includes('tickets-unassigned')");
        }
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void whoMayNotActIsOfferedNoBacktest() throws Exception {
        String hash = Passwords.hash("of a test".toCharArray());
        try (ConsoleServer console = console(
                System.currentTimeMillis(), "{port: 0, users: [{name: ben, role: viewer, hash: '" + hash + "'}]}")) {
            open(console, "rules", 1_400, "en", "light");
            chromium.await("document.querySelector('.login')");
            chromium.eval("document.querySelector('input[name=name]').value = 'ben';"
                    + " document.querySelector('input[name=password]').value = 'of a test';"
                    + " document.querySelector('.login form').requestSubmit()");
            chromium.await("document.querySelector('.editor')?.textContent.includes('Leads may have it tried')");
            assertThat(chromium.eval("document.querySelectorAll('.editor form').length")
                            .asInt())
                    .isZero();
        }
    }

    /** What has not been tried to the end is not lost; the script keeps all that was said of the line. */
    @Test
    void aPageConnectsBeforeItSaysThatTheConnectionIsLost() throws Exception {
        String keep = "window.said = []; window.alarms = 0; document.addEventListener('DOMContentLoaded', () =>"
                + " new MutationObserver(() => { alarms += document.querySelectorAll('.banner').length;"
                + " said.push(document.getElementById('fresh').textContent); })"
                + ".observe(document.body, {subtree: true, childList: true}));";
        String neverOpens = "window.EventSource = class extends EventTarget { close() {} };";
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            for (Map.Entry<String, String> word :
                    Map.of("en", "connecting …", "zh", "正在连接…").entrySet()) {
                String said = "document.getElementById('fresh').textContent";
                open(console, "board", word.getKey(), keep);
                chromium.await("document.querySelectorAll('.card .big').length > 1 && said.length > 0");
                assertThat(chromium.eval("said[0]").asText()).isEqualTo(word.getValue());
                assertThat(chromium.eval("alarms").asInt()).isZero();
                open(console, "alerts", word.getKey(), keep + neverOpens);
                chromium.await("document.querySelector('nav a') && " + said + " === '" + word.getValue() + "'");
                assertThat(chromium.eval("alarms").asInt()).isZero();
                chromium.await("document.querySelector('main.behind .banner') && " + said + " !== said[0]");
            }
        }
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void anEmptyBoardSaysWhenToExpectSomething() throws Exception {
        try (ConsoleServer console = console(kafka, new RowsInMemory(), "{port: 0}")) {
            for (Map.Entry<String, String> words :
                    Map.of("en", "after some 20 seconds", "zh", "约 20 秒后").entrySet()) {
                open(console, "board", words.getKey(), "");
                chromium.await("document.querySelector('.board')?.textContent.includes('" + words.getValue() + "')");
            }
        }
    }

    @Test
    void aBoardThatIsBehindSaysSoAndGoesGrey() throws Exception {
        try (ConsoleServer console = console(System.currentTimeMillis() - 600_000)) {
            open(console, "board", 1_400, "en", "light");
            chromium.await("document.querySelector('main.behind .banner')?.textContent.includes('10 min old')");
            chromium.picture(Path.of(OUT, "behind.png"));
        }
    }

    private static String on(ConsoleServer console, String rest) {
        return "{port: " + URI.create(console.url()).getPort() + rest + "}";
    }

    /** A restart signs everybody out; who did not have to sign in does not notice. */
    @Test
    void aPageComesBackByItselfWhereTheConsoleBeganAnew() throws Exception {
        String same;
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            same = on(console, "");
            open(console, "clocks", 1_400, "en", "light");
            chromium.await("document.querySelectorAll('.pad .row').length > 10");
        }
        chromium.await("document.querySelector('main.behind .banner')");
        try (ConsoleServer console = console(System.currentTimeMillis(), same)) {
            chromium.await("!document.querySelector('main.behind')");
            clock("after", RunningClock.State.RUNNING, 2, System.currentTimeMillis() + 30_000);
            chromium.await("document.querySelector('.pad').textContent.includes('after')");
            assertThat(console.listening()).isEqualTo(1);
        }
    }

    /** A page that moves each second takes nobody's place away. */
    @Test
    void whoIsOnALinkStaysThereWhileThePageMoves() throws Exception {
        clock("held", RunningClock.State.RUNNING, 2, System.currentTimeMillis() + 60_000);
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            open(console, "clocks", 1_400, "en", "light");
            String link = "[...document.querySelectorAll('.pad a')].find(a => a.textContent === 'held')";
            for (String focused : List.of(link, "document.querySelector('nav a:nth-child(3)')")) {
                chromium.await(focused);
                chromium.eval(
                        "window.mine = " + focused + "; mine.focus();"
                                + " window.ticks = 0; import('/store.js').then(s => s.listen(w => { ticks += w === 'tick'; })); true");
                if (focused.equals(link)) {
                    // it comes to stand elsewhere, and is another clock
                    clock("first", RunningClock.State.RUNNING, 2, System.currentTimeMillis() + 40_000);
                    clock("held", RunningClock.State.RUNNING, 1, System.currentTimeMillis() + 50_000);
                    chromium.await("document.querySelector('.pad').textContent.includes('first')");
                }
                chromium.await("ticks > 2");
                assertThat(chromium.eval("document.activeElement === mine && mine.isConnected")
                                .asBoolean())
                        .as(focused)
                        .isTrue();
            }
            assertThat(chromium.eval(link + ".closest('.row').textContent").asText())
                    .contains("most of the time is used");
        }
    }

    /** Nobody works from Friday evening to Monday morning: then the bar stands still, and says as of when. */
    @Test
    void aBarDoesNotRunOverAWeekend() throws Exception {
        long hour = 3_600_000;
        long friday = Instant.parse("2026-03-06T17:00:00Z").toEpochMilli();
        String row = "[0,'c',0,0,0,0,0,0,0,'%s',0,1,0," + friday + "," + friday + ",%d,%d,%d]";
        String used = "import('/clocks.js').then(clocks => clocks.consumed(" + row + ", " + (friday + 5 * hour) + "))";
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            open(console, "clocks", 1_400, "en", "light");
            chromium.await("document.querySelectorAll('.pad .row').length > 10");
            assertThat(chromium.eval(used.formatted("running", hour, 9 * hour, friday + 65 * hour))
                            .asLong())
                    .as("over a weekend")
                    .isEqualTo(hour);
            assertThat(chromium.eval(used.formatted("running", hour, 9 * hour, friday + 8 * hour))
                            .asLong())
                    .as("all the time counts")
                    .isEqualTo(6 * hour);
            assertThat(chromium.eval(used.formatted("paused", hour, 9 * hour, 0))
                            .asLong())
                    .isEqualTo(hour);
        }
    }

    @Test
    void theFiltersAreThoseOfTheAddressWhateverThereIs() throws Exception {
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            open(console, "clocks?queue=nobody", 1_400, "en", "light");
            String queue = "document.querySelector('select[name=queue]')";
            chromium.await(queue + "?.options.length > 2 && " + queue + ".value === 'nobody'");
            assertThat(chromium.eval("document.querySelectorAll('.pad .row').length")
                            .asInt())
                    .isZero();
            chromium.eval("location.hash = '#/clocks?queue=vip'");
            chromium.await("document.querySelectorAll('.pad .row').length > 10 && " + queue + ".value === 'vip'");
            chromium.eval("location.hash = '#/case?source=desk&id=T-1'");
            chromium.await("document.querySelectorAll('.lane i').length > 1");
            chromium.eval("location.hash = '#/case?source=desk&id=T-0'");
            chromium.await(
                    "document.querySelector('p.bad') && document.querySelector('input[name=id]').value === 'T-0'");
        }
    }

    @Test
    void aStoryWithoutItsBeginningSaysSo() throws Exception {
        write("service.tickets", "T-9", """
                {"id":"e9","time":"%s","type":"ticket.updated","source":"desk","case_id":"T-9","queue":"vip"}""".formatted(Instant.now()));
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            open(console, "case?source=desk&id=T-9&hours=2", 1_400, "en", "light");
            chromium.await("document.querySelector('p.warn')?.textContent.includes('does not begin the case')");
            chromium.eval("document.querySelector('p.warn button').click()");
            chromium.await("location.hash.includes('hours=168') && document.querySelector('p.warn')"
                    + " && !document.querySelector('p.warn button')");
        }
    }

    /** What else there is comes all the same. */
    @Test
    void aPageThatCannotBeLoadedSaysSoAndIsTriedAgain() throws Exception {
        try (ConsoleServer console = console(System.currentTimeMillis())) {
            open(console, "clocks", 1_400, "en", "light");
            chromium.await("document.querySelectorAll('.pad .row').length > 10");
            chromium.eval("window.real = fetch; window.fetch = (path, more) => path === '/api/clocks'"
                    + " ? Promise.reject(new Error('of a test')) : real(path, more); true");
            chromium.eval("import('/store.js').then(store => store.again())");
            chromium.await(
                    "document.querySelector('main.behind .banner')?.textContent.includes('could not be loaded')");
            chromium.eval("location.hash = '#/alerts'");
            chromium.await("document.querySelector('article') && !document.querySelector('main.behind')");
            clock("loaded", RunningClock.State.RUNNING, 2, System.currentTimeMillis() + 20_000);
            chromium.eval("window.fetch = real; location.hash = '#/clocks'");
            chromium.await("document.querySelector('.pad')?.textContent.includes('loaded')");
            chromium.await("!document.querySelector('main.behind')");
        }
    }

    @Test
    void aPageWhoseTopicCannotBeReadSaysSo() throws Exception {
        try (EmbeddedKafka other = EmbeddedKafka.start(folder.resolve("other"), 0)) {
            for (String topic : List.of("service.alerts", "service.control")) {
                other.createTopic(topic, 1);
            }
            try (ConsoleServer console = console(other, System.currentTimeMillis(), "{port: 0}")) {
                open(console, "clocks", 1_400, "en", "light");
                chromium.await("document.querySelector('main.behind .banner')?.textContent.includes('is not there')");
                other.createTopic("service.clocks", 1, Map.of("cleanup.policy", "compact"));
                chromium.await("document.querySelector('.pad') && !document.querySelector('main.behind')");
                other.close();
                chromium.await("document.querySelector('main.behind .banner')?.textContent.includes('cannot be read')");
            }
        }
    }

    @Test
    void aPageAsksWhoItIsWhereItsSessionIsGone() throws Exception {
        String users = ", users: [{name: ann, role: lead, hash: '" + Passwords.hash("of a test".toCharArray()) + "'}]";
        String signIn = "document.querySelector('input[name=name]').value = 'ann';"
                + " document.querySelector('input[name=password]').value = 'of a test';"
                + " document.querySelector('.login form').requestSubmit()";
        String same;
        try (ConsoleServer console = console(System.currentTimeMillis(), "{port: 0" + users + "}")) {
            same = on(console, users);
            open(console, "alerts", 1_400, "en", "light");
            chromium.await("document.querySelector('.login') && !document.querySelector('main.behind')");
            chromium.eval(signIn);
            chromium.await("document.querySelector('article')");
        }
        try (ConsoleServer console = console(System.currentTimeMillis(), same)) {
            chromium.await("document.querySelector('.login')");
            assertThat(chromium.eval("document.querySelectorAll('nav a').length")
                            .asInt())
                    .isZero();
            chromium.eval(signIn);
            chromium.await("document.querySelector('article') && !document.querySelector('main.behind')");
            assertThat(console.listening()).isEqualTo(1);
        }
    }
}
