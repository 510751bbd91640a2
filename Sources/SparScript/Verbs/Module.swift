// A group of verbs. To add one: a file beside the others in Modules/, and a line in the list.

internal import LoopKit

/// Verbs that belong together. What they need of the running program they find in the host.
protocol Module {
  static var topic: Topic { get }
  @Host static func verbs(of host: ScriptHost) -> [Verb]
}

enum ModuleList {
  @Host static func verbs(of host: ScriptHost) -> [Verb] {
    let modules: [any Module.Type] = [
      SeedsModule.self, TransformModule.self, TaxonomyModule.self, InstructModule.self, InstructionsModule.self,
      SuggestModule.self, EditModule.self, GroundModule.self, RejectModule.self, AgentsModule.self,
      RespondModule.self, ChatModule.self, BattleModule.self, JudgeModule.self, ScoreModule.self, EloModule.self,
      ArenaModule.self, StatsModule.self, ReportModule.self, DatasetModule.self, ModelsModule.self, EmbedModule.self,
      BudgetModule.self, CostModule.self, CallsModule.self, CurationModule.self, TestSetModule.self,
      ImportModule.self, PickModule.self, JudgesModule.self, RejudgeModule.self,
      ToolsModule.self, LineageModule.self, DefinitionsModule.self, WaitingModule.self, JSONModule.self,
      SparModule.self,
    ]
    return modules.flatMap { module in
      module.verbs(of: host).map { verb in
        var verb = verb
        verb.topic = module.topic
        return verb
      }
    }
  }
}
