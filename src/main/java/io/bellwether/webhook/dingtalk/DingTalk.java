package io.bellwether.webhook.dingtalk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.BodyCode;
import io.bellwether.webhook.HmacSha256;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.UriQuery;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.ChatMessage;
import io.bellwether.webhook.words.FittedText;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.webhook.words.MarkdownDialect;
import io.bellwether.webhook.words.TextUnit;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** A custom robot of a DingTalk group: Markdown, signed in the query with the milliseconds of the attempt. */
public final class DingTalk implements WebhookFormat {

    /** The body may have 20,000 bytes; headline, title and braces need the rest. */
    private static final int MAX_TEXT_BYTES = 17_000;

    /** A robot that was too fast is locked out for ten minutes. */
    private static final long LOCKED_MILLIS = 600_000;

    private static final MarkdownDialect DIALECT = new MarkdownDialect("\n\n", "\n\n---\n\n", MarkdownDialect::wide);

    private static final BodyCode CODES = new BodyCode(
            Set.of(-1),
            Map.of(130101, LOCKED_MILLIS, 410100, LOCKED_MILLIS),
            Set.of(40035, 43004),
            // 310000: keyword, signature or sender's address; the others: token, group or robot
            Set.of(310000, 300001, 300005, 400013, 400101, 400102, 400106));

    private final URI uri;
    private final String secret;
    private final FixedWords words;

    public DingTalk(Access access) {
        this.uri = access.uri();
        this.secret = access.secret();
        this.words = new FixedWords(access.voice());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        ChatMessage message = new ChatMessage(batch, words);
        FittedText text = message.fit(DIALECT, TextUnit.JSON_BYTES, MAX_TEXT_BYTES);
        ObjectNode body = JsonBody.object().put("msgtype", "markdown");
        body.putObject("markdown")
                .put("title", message.headline())
                .put("text", "### " + DIALECT.text(message.headline()) + "\n\n" + text.text());
        return WebhookRequest.post(signed(nowMillis), JsonBody.HEADERS, JsonBody.bytes(body), text.leftOut());
    }

    private URI signed(long nowMillis) {
        if (secret.isEmpty()) {
            return uri;
        }
        URI timed = UriQuery.with(uri, "timestamp", Long.toString(nowMillis));
        return UriQuery.with(timed, "sign", HmacSha256.base64(secret, nowMillis + "\n" + secret));
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        return CODES.outcome(reply, nowMillis, "errcode");
    }
}
