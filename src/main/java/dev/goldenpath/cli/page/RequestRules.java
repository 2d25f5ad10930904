package dev.goldenpath.cli.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are answered. Every page that a browser shows can reach a port of loopback, and so
 * can every user of this machine: the page is for the one who has the token of this run.
 */
final class RequestRules {
  private static final String START = "/";
  private static final String TOKEN_PARAMETER = "t=";
  private static final String JSON = "application/json";

  private final int port;
  private final String token;
  private final Set<String> reads;
  private final Set<String> writes;

  /**
   * Rules.
   *
   * @param reads the paths that are read
   * @param writes the paths that are posted to
   */
  RequestRules(int port, String token, Set<String> reads, Set<String> writes) {
    this.port = port;
    this.token = token;
    this.reads = reads;
    this.writes = writes;
  }

  /** What a request is refused or redirected with; empty if it is to be answered. */
  Optional<Answer> refuse(Request request) {
    // A foreign name that resolves to this address would make a foreign page one of this origin.
    String host = Objects.requireNonNullElse(request.host(), "");
    if (!List.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
      return text(421, "Host: must be 127.0.0.1 or localhost, with the port");
    }
    if (request.origin() != null && !request.origin().equals("http://" + host)) {
      return text(403, "Origin: is foreign");
    }
    if (isStart(request)) {
      return Optional.of(admit());
    }
    // Cookies do not distinguish ports: another server on this machine is of the same site.
    if (request.fetchSite() != null
        && !List.of("same-origin", "none").contains(request.fetchSite())) {
      return text(403, "Sec-Fetch-Site: is foreign");
    }
    if (!hasCookie(request.cookie())) {
      return text(403, "cookie: is missing; open the address that the command printed");
    }
    return writes.contains(request.path()) ? refuseWrite(request) : refuseRead(request);
  }

  private static Optional<Answer> text(int status, String sentence) {
    return Optional.of(Answer.text(status, sentence));
  }

  private boolean isStart(Request request) {
    String query = request.query();
    return request.method().equals("GET")
        && request.path().equals(START)
        && query != null
        && query.startsWith(TOKEN_PARAMETER)
        && isToken(query.substring(TOKEN_PARAMETER.length()));
  }

  /** The token leaves the address bar and the history, and scripts cannot read it. */
  private Answer admit() {
    return Answer.text(
        303,
        "",
        Map.of(
            "Location",
            START,
            "Set-Cookie",
            cookieName() + "=" + token + "; Path=/; HttpOnly; SameSite=Strict"));
  }

  /** With the port, so that the cookies of two runs do not replace each other. */
  private String cookieName() {
    return "golden-" + port;
  }

  private boolean hasCookie(@Nullable String header) {
    return header != null
        && Arrays.stream(header.split(";"))
            .map(String::strip)
            .filter(each -> each.startsWith(cookieName() + "="))
            .anyMatch(each -> isToken(each.substring(cookieName().length() + 1)));
  }

  private boolean isToken(String text) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Answer> refuseRead(Request request) {
    if (!request.method().equals("GET")) {
      return Optional.of(notAllowed("GET"));
    }
    return reads.contains(request.path()) ? Optional.empty() : text(404, "there is no such page");
  }

  private static Optional<Answer> refuseWrite(Request request) {
    if (!request.method().equals("POST")) {
      return Optional.of(notAllowed("POST"));
    }
    if (request.origin() == null) {
      return text(403, "Origin: is missing");
    }
    String type = request.contentType();
    // A form cannot send this type, and a script of another origin only after asking.
    return type != null && type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)
        ? Optional.empty()
        : text(415, "Content-Type: must be " + JSON);
  }

  private static Answer notAllowed(String allowed) {
    return Answer.text(405, "only " + allowed + " is answered here", Map.of("Allow", allowed));
  }
}
