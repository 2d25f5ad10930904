package dev.goldenpath.operator.api;

import java.util.regex.Pattern;

/**
 * The form of an image reference: a repository in lower case, and a tag or a digest, as the OCI
 * distribution specification has them. A host in upper case, which is valid there, is not used.
 */
public final class ImageReference {
  /** Of the whole text; also the rule of the schema. */
  public static final String PATTERN =
      "^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
          + "(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?$";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  private ImageReference() {}

  /** Whether the text is an image reference. */
  public static boolean isValid(String text) {
    return text.length() <= Bounds.IMAGE && FORM.matcher(text).matches();
  }
}
