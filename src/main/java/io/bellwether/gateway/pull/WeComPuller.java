package io.bellwether.gateway.pull;

import io.bellwether.gateway.PullPlan;
import io.bellwether.gateway.pull.PullException.Then;
import io.bellwether.http.Backoff;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what accounts of WeCom's customer service have, when a callback says that there is something, at the start, and now
 * and then in case a callback was missed. An account is read on only when Kafka has what came of the answer before and the
 * cursor behind that is kept: what comes twice after a kill has the same ids. One that fails waits, the others do not.
 */
public final class WeComPuller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WeComPuller.class);
    private static final Backoff BACKOFF = new Backoff(500, 120_000, 600_000);

    /**
     * When an account is to be asked.
     *
     * @param token of the callback; empty for none
     * @param failed how often it failed since it succeeded
     */
    private record Due(String token, int failed, long atNanos) {}

    private final String source;
    private final WeComApi api;
    private final PullTarget target;
    private final long everyMillis;
    private final Map<String, Due> accounts = new HashMap<>();
    private final Thread thread;
    private boolean closed;

    /** @param company its id */
    public WeComPuller(String source, PullPlan plan, String company, PullTarget target) {
        this.source = source;
        this.api = new WeComApi(plan.url(), company, plan.secrets().get(0));
        this.target = target;
        this.everyMillis = plan.everyMillis();
        this.thread = new Thread(this::run, "gateway-pull-" + source);
        thread.setDaemon(true);
    }

    /** Begins, with all accounts that are known. */
    public void start() {
        target.accounts().forEach(account -> heard(account, ""));
        thread.start();
    }

    /**
     * An account has something new.
     *
     * @param token that the callback gave for the call
     */
    public synchronized void heard(String account, String token) {
        Due known = accounts.get(account);
        boolean waits = known != null && known.failed() > 0;
        accounts.put(account, new Due(token, waits ? known.failed() : 0, waits ? known.atNanos() : System.nanoTime()));
        notifyAll();
    }

    private void run() {
        try {
            for (String account = next(); account != null; account = next()) {
                ask(account);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next account whose time has come; null for the end. Its time is set to the next round meanwhile. */
    private synchronized String next() throws InterruptedException {
        while (!closed) {
            String first = null;
            for (Map.Entry<String, Due> entry : accounts.entrySet()) {
                if (first == null
                        || entry.getValue().atNanos() - accounts.get(first).atNanos() < 0) {
                    first = entry.getKey();
                }
            }
            long left = first == null ? Long.MAX_VALUE : accounts.get(first).atNanos() - System.nanoTime();
            if (left <= 0) {
                return first;
            }
            wait(first == null ? 0 : TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return null;
    }

    private void ask(String account) throws InterruptedException {
        Due due;
        synchronized (this) {
            due = accounts.get(account);
            accounts.put(account, new Due("", due.failed(), later(everyMillis)));
        }
        try {
            readAll(account, due.token());
            rest(account, new Due("", 0, later(everyMillis)), due.failed());
        } catch (PullException e) {
            target.counted(e.getMessage());
            boolean without = e.then() == Then.WITHOUT_TOKEN && !due.token().isEmpty();
            int failed = due.failed() + 1;
            long wait = without
                    ? 0
                    : BACKOFF.delayMillis(
                            failed, e.afterMillis(), ThreadLocalRandom.current().nextDouble());
            say(account, e, failed);
            rest(account, new Due(without ? "" : due.token(), failed, later(wait)), -1);
        } catch (RuntimeException | Error e) {
            // an account that cannot be worked on does not end the others
            LOG.error("What account {} of {} has could not be worked on: {}", account, source, e.getClass());
            rest(account, new Due("", due.failed() + 1, later(everyMillis)), -1);
        }
    }

    /** What was heard meanwhile goes before, but for an account that has to wait. */
    private synchronized void rest(String account, Due next, int failedBefore) {
        Due now = accounts.get(account);
        boolean heard = !now.token().isEmpty();
        if (heard && next.failed() == 0) {
            accounts.put(account, new Due(now.token(), 0, System.nanoTime()));
        } else {
            accounts.put(account, new Due(heard ? now.token() : next.token(), next.failed(), next.atNanos()));
        }
        if (failedBefore > 0) {
            LOG.info("WeCom gives what account {} of {} has again", account, source);
        }
    }

    private void readAll(String account, String token) throws PullException, InterruptedException {
        boolean more = true;
        while (more && !isClosed()) {
            String cursor = target.cursor(account);
            WeComApi.Page page = api.sync(account, cursor, token);
            target.counted("ok");
            if (!target.take(page.body())) {
                throw new PullException("kafka", Then.AGAIN);
            }
            boolean moved = !page.next().isEmpty() && !page.next().equals(cursor);
            if (moved && !target.keep(account, page.next())) {
                throw new PullException("kafka", Then.AGAIN);
            }
            // one that says that there is more, and where, but not further, would be asked for ever
            more = page.more() && moved;
        }
    }

    private void say(String account, PullException why, int failed) {
        if (why.then() == Then.MEND) {
            LOG.error(
                    "WeCom does not give what account {} of {} has: {}. Somebody has to mend it (docs/adapters/wecom.md)",
                    account,
                    source,
                    why.getMessage());
        } else if (failed == 1) {
            LOG.warn("WeCom does not give what account {} of {} has: {}", account, source, why.getMessage());
        }
    }

    private static long later(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }
}
