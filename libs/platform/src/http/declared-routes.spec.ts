import { Controller, Get, Module } from '@nestjs/common';
import { Access } from './access.js';
import { demandDeclaredRoutes, undeclaredRoutes } from './declared-routes.js';

@Controller('declared')
@Access('declared')
class DeclaredController {
  @Get()
  list(): void {
    return undefined;
  }
}

@Controller('open')
class OpenController {
  @Get('public')
  @Access('public')
  declared(): void {
    return undefined;
  }

  @Get('forgotten')
  forgotten(): void {
    return undefined;
  }

  noRoute(): void {
    return undefined;
  }
}

@Module({ controllers: [OpenController] })
class PlantedModule {}

class Host {
  readonly name = 'host';
}

describe('routes that do not say who may use them', () => {
  it('are found in every module that is imported', () => {
    const host = { module: Host, controllers: [DeclaredController], imports: [PlantedModule] };
    expect(undeclaredRoutes(host)).toEqual(['OpenController.forgotten']);
  });

  it('stop the start of the host', () => {
    expect(() => demandDeclaredRoutes(PlantedModule)).toThrow('OpenController.forgotten does not say who may use it');
    expect(() => demandDeclaredRoutes({ module: Host, controllers: [DeclaredController] })).not.toThrow();
  });
});
