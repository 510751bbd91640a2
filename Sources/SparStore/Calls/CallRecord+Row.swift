// The row of a call: how it is put over an earlier one, and read back.

internal import SparCore

extension CallRecord {
  static let insert = """
    INSERT INTO call (
      key, stage, model, wire_model, endpoint_key, ordinal, request, status, text, reasoning, finish, error_code,
      error_message, input_tokens, output_tokens, is_estimate, cost_microusd, is_simulated, latency_seconds, attempts,
      tool_calls, logprobs, after_key, run_id, iteration, agent_id, created_at, updated_at
    ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
      ?24, ?25, ?26, ?27, ?27)
    """

  /// Of a later attempt, with the same parameters and the row's number: a success is never overwritten; anything else
  /// gives way. What was spent adds up, and stays with its run where a reply was only parsed again.
  static let update = """
    UPDATE call SET
      status = ?8, text = ?9, reasoning = ?10, finish = ?11, error_code = ?12, error_message = ?13,
      tool_calls = ?21, logprobs = ?22, after_key = ?23,
      input_tokens = coalesce(input_tokens + ?14, ?14, input_tokens),
      output_tokens = coalesce(output_tokens + ?15, ?15, output_tokens),
      is_estimate = max(is_estimate, ?16),
      cost_microusd = coalesce(cost_microusd + ?17, ?17, cost_microusd),
      latency_seconds = iif(?20 > 0, ?19, latency_seconds),
      run_id = iif(?20 > 0, ?24, run_id),
      iteration = iif(?20 > 0, ?25, iteration),
      attempts = attempts + ?20, updated_at = ?27
    WHERE id = ?28 AND status <> 'ok'
    """

  func write(to row: inout RowWriter, agentID: Int64?, at time: String) throws {
    writeRequest(to: &row)
    writeReply(to: &row)
    try row.add(run, .run)
    row.add(iteration)
    row.add(agentID)
    row.add(time)
  }

  private func writeRequest(to row: inout RowWriter) {
    row.add(key)
    row.add(stage)
    row.add(model)
    row.add(wireModel)
    row.add(endpointKey)
    row.add(ordinal)
    row.add(request)
  }

  private func writeReply(to row: inout RowWriter) {
    row.add(status)
    row.add(text)
    row.add(reasoning)
    row.add(finish)
    row.add(errorCode)
    row.add(errorMessage)
    row.add(usage?.input)
    row.add(usage?.output)
    row.add(usage?.isEstimate ?? false)
    row.add(costMicroUSD)
    row.add(isSimulated)
    row.add(latency)
    row.add(attempts)
    row.add(toolCalls)
    row.add(logprobs)
    row.add(after)
  }
}

extension StoredCall {
  static let selectByKey = """
    SELECT
      id, status, text, reasoning, finish, input_tokens, output_tokens, is_estimate, cost_microusd, tool_calls, logprobs
    FROM call WHERE id = ? AND key = ?
    """

  init(from row: inout RowReader) throws {
    self.init(
      id: row.id(.call), status: try row.word(), text: row.optionalText(), reasoning: row.optionalText(),
      finish: try row.optionalWord(), usage: row.usage(), costMicroUSD: row.optionalInteger(),
      toolCalls: row.optionalText(), logprobs: row.optionalText())
  }
}

extension CallEntry {
  static let select = """
    SELECT
      call.id, call.created_at, key, call.stage, model, wire_model, endpoint_key, agent.hash, ordinal, request, status,
      call.text, reasoning, finish, error_code, error_message, input_tokens, output_tokens, is_estimate, cost_microusd,
      is_simulated, latency_seconds, attempts, run_id, iteration, tool_calls, logprobs, after_key
    FROM call LEFT JOIN agent ON agent.id = call.agent_id
    """

  init(from row: inout RowReader) throws {
    self.init(id: row.id(.call), createdAt: row.text(), record: try CallRecord(from: &row))
  }

  private init(id: RecordID, createdAt: String, record: CallRecord) {
    self.init(id: id, record: record, createdAt: createdAt)
  }
}

extension CallRecord {
  fileprivate init(from row: inout RowReader) throws {
    self.init(
      key: try row.key(), stage: row.text(), model: row.text(), wireModel: row.text(),
      endpointKey: try row.optionalKey(),
      agent: try row.optionalKey(), ordinal: row.int(), request: row.text(), status: try row.word(),
      text: row.optionalText(), reasoning: row.optionalText(), finish: try row.optionalWord(),
      errorCode: row.optionalText(), errorMessage: row.optionalText(), usage: row.usage(),
      costMicroUSD: row.optionalInteger(), isSimulated: row.bool(), latency: row.double(), attempts: row.int(),
      run: row.optionalID(.run), iteration: row.optionalInteger().map { Int($0) })
    toolCalls = row.optionalText()
    logprobs = row.optionalText()
    after = try row.optionalKey()
  }
}

extension RowReader {
  /// Three columns: tokens in, tokens out, whether they are an estimate.
  fileprivate mutating func usage() -> TokenUsage? {
    let (input, output, isEstimate) = (optionalInteger(), optionalInteger(), bool())
    guard let input, let output else { return nil }
    return TokenUsage(input: Int(input), output: Int(output), isEstimate: isEstimate)
  }
}
