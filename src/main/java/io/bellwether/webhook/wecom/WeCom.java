package io.bellwether.webhook.wecom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.BodyCode;
import io.bellwether.webhook.JsonBody;
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

/** A robot of a WeCom group: Markdown of at most 4,096 bytes, in which a Chinese character is three. */
public final class WeCom implements WebhookFormat {

    private static final int MAX_CONTENT_BYTES = 4_096;
    private static final long TOO_FAST_MILLIS = 60_000;

    private static final MarkdownDialect DIALECT = new MarkdownDialect("\n", "\n\n", MarkdownDialect::wide);

    private static final BodyCode CODES = new BodyCode(
            Set.of(-1),
            Map.of(45009, TOO_FAST_MILLIS, 45011, TOO_FAST_MILLIS, 45033, TOO_FAST_MILLIS),
            // what is wrong with a message: its type, its length
            Set.of(40008, 40058),
            // key unknown or robot removed, robot stopped, robot not in the group
            Set.of(93000, 93004, 93008));

    private final URI uri;
    private final FixedWords words;

    public WeCom(Access access) {
        this.uri = access.uri();
        this.words = new FixedWords(access.voice());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        ChatMessage message = new ChatMessage(batch, words);
        String head = "### " + DIALECT.text(message.headline()) + "\n";
        FittedText text = message.fit(DIALECT, TextUnit.BYTES, MAX_CONTENT_BYTES - TextUnit.BYTES.of(head));
        ObjectNode body = JsonBody.object().put("msgtype", "markdown");
        body.putObject("markdown").put("content", head + text.text());
        return WebhookRequest.post(uri, JsonBody.HEADERS, JsonBody.bytes(body), text.leftOut());
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        return CODES.outcome(reply, nowMillis, "errcode");
    }
}
