package org.sputterpilot.genealogy;

import java.util.List;

/**
 * What is missing for the story to be whole, by label, oldest first.
 *
 * @param runsWithoutWitness production runs that ended and whose film nobody has measured
 * @param filesWithoutTest files of testers that belong to no test
 * @param cellsWithoutTest cells nobody has tested
 */
public record Gaps(List<String> runsWithoutWitness, List<String> filesWithoutTest, List<String> cellsWithoutTest) {}
