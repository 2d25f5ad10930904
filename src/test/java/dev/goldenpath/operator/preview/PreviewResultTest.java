package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form in which people and scripts read a result. */
class PreviewResultTest {
  @Test
  void a_result_is_written_in_the_form_of_a_status() throws JsonProcessingException {
    Preview preview =
        new Preview(
            Fleets.PLANS,
            Fleets.candidate(
                "components: { quota: { parameters: { memory: { maximum: 40Gi, tiers: { gold: 40Gi } } } } }"),
            "1.0.0",
            20);
    preview.add(Fleets.service("checkout", "gold", Map.of()));
    preview.add(Fleets.service("search", "gold", Fleets.HATCHES.get("memory")));

    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(json.writeValueAsString(preview.result(Map.of()))))
        .isEqualTo(
            json.readTree(
                """
                {
                  "comparedWith": "1.0.0",
                  "services": {
                    "total": 2, "unchanged": 0, "changed": 1, "conflict": 1, "refused": 0,
                    "unknown": 0, "staying": { "pinned": 0, "held": 0, "paused": 0 }
                  },
                  "effects": {
                    "databaseRestart": 0, "queueRestart": 0, "workloadRestart": 0, "connectionsCut": 0, "podsRefused": 0, "exceedsUsage": 0,
                    "irreversible": 0, "removed": 0, "unsafe": 0
                  },
                  "dryRuns": { "sent": 0, "budget": 2000, "limitedPerSecond": 20 },
                  "changes": [
                    {
                      "component": "quota", "object": "ResourceQuota/golden-quota",
                      "field": "spec.hard.limits.memory", "from": "32Gi", "to": "40Gi",
                      "services": 1, "class": "changed", "examples": ["checkout"]
                    },
                    {
                      "component": "quota", "object": "ResourceQuota/golden-quota",
                      "field": "spec.hard.requests.memory", "from": "32Gi", "to": "40Gi",
                      "services": 1, "class": "changed", "examples": ["checkout"]
                    }
                  ],
                  "conflicts": [
                    {
                      "service": "search", "key": "override.goldenpath.dev/quota.memory",
                      "message": "\\"48Gi\\" must be at most 40Gi"
                    }
                  ]
                }
                """));
  }

  @Test
  void what_is_left_out_is_said_and_what_is_not_is_not() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    assertThat(json.writeValueAsString(new PreviewResult.LeftOut(3, 0, 0, 0)))
        .isEqualTo("{\"changes\":3}");
  }
}
